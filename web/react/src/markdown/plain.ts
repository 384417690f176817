// The words of a message without its signs, for being read aloud.
import { parseMarkdown, type Token } from "./parser.ts";

const MOST = 200;

export function plainText(text: string, most = MOST): string {
  const words = parseMarkdown(text).flatMap(wordsOf).join(" ").replaceAll(/\s+/g, " ").trim();
  const letters = Array.from(words);
  return letters.length <= most ? words : `${letters.slice(0, most).join("").trimEnd()}…`;
}

function wordsOf(token: Token): string[] {
  if (token.children) return [token.children.map(wordOf).join("")];
  return token.type === "fence" ? [token.content] : [];
}

function wordOf({ type, content }: Token): string {
  return type === "softbreak" || type === "hardbreak" ? " " : content;
}
