// Links as they are given to others: whole, and with a word where they lead nobody else here.
import { cleanup, render, screen } from "@testing-library/react";
import { createClient } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider } from "@madang/react";
import { afterEach, expect, test } from "vitest";
import { OnlyHere } from "../src/forms/OnlyHere.tsx";
import { isOnlyHere, wholeLink } from "../src/forms/whole.ts";

afterEach(cleanup);

test("a link has the name that the server says, or that of the page", () => {
  expect(wholeLink("/join#k")).toBe(`${location.origin}/join#k`);
  expect(wholeLink("https://chat.example/join#k")).toBe("https://chat.example/join#k");
});

test("names of the loopback lead every computer to itself, and no others do", () => {
  const here = [
    "http://localhost:8000",
    "http://madang.localhost",
    "http://127.0.0.1:8000",
    "http://[::1]:8000",
  ];
  const everywhere = [
    "https://chat.example",
    "http://192.168.0.7:8000",
    "http://localhost.example",
    "http://[fd00::1]",
  ];
  expect(here.map(isOnlyHere)).toEqual(here.map(() => true));
  expect(everywhere.map(isOnlyHere)).toEqual(everywhere.map(() => false));
});

test("who makes a link that works on this computer only is told, and how others come in", () => {
  const client = createClient(new TestServer().options());
  const shown = (link: string) => (
    <MadangProvider client={client} locale="en">
      <OnlyHere link={link} />
    </MadangProvider>
  );
  const { rerender } = render(shown("http://localhost:8000/join#k"));
  expect(screen.getByText("This link works on this computer only.")).toBeTruthy();
  expect(screen.getByText(/MADANG_HOST=0\.0\.0\.0.*MADANG_PUBLIC_URL/)).toBeTruthy();
  rerender(shown("http://192.168.0.7:8000/join#k"));
  expect(screen.queryByText(/MADANG_/)).toBe(null);
});
