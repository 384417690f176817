// What stands in for a table of 2,000 names.
import { expect, test } from "vitest";
import { decodeHTMLStrict } from "../src/markdown/entities.ts";

test("the signs that an address is written with in HTML are what they are; other names mean themselves", () => {
  const names = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&copy;"];
  expect(names.map(decodeHTMLStrict)).toEqual(["&", "<", ">", '"', "'", "&copy;"]);
});
