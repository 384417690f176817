// What stands in for a table of 2,000 names says the same of those that one meets in links.
import { decodeHTMLStrict as whole } from "entities";
import { expect, test } from "vitest";
import { decodeHTMLStrict } from "../src/markdown/entities.ts";

test("the signs that an address is written with in HTML are what they are; other names mean themselves", () => {
  for (const name of ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]) {
    expect(decodeHTMLStrict(name)).toBe(whole(name));
  }
  expect(decodeHTMLStrict("&copy;")).toBe("&copy;");
});
