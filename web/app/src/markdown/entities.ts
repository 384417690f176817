// In place of the package `entities`, of which markdown-it asks for one thing: what `&name;` in the address of a link
// means. Its tables for 2,000 names are 15 kB; in a text a name means itself (@madang/react), and an address copied from
// a page has these.
const MEANS: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

export function decodeHTMLStrict(name: string): string {
  return MEANS[name] ?? name;
}
