// Markdown for chat: what people type must look as they typed it; formatting is what they meant as
// formatting. Text goes to tokens here and to React elements next door; never to HTML.
import MarkdownIt, { type Token } from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
import { isAllowedLink, linkLength } from "./links.ts";

export type { Token };

// Signs that mean themselves in a conversation: `\` (¯\_(ツ)_/¯), `&amp;`, `---`, `[a]: b`, four spaces,
// a line over ===. Pictures would ask somebody else's server for the reader's address.
const OFF = ["escape", "entity", "hr", "reference", "code", "lheading", "image", "html_block", "html_inline"];

// A table of one message may have this many cells; more would hold up everybody who looks at it.
const CELLS = 2000;

const md = new MarkdownIt({ html: false, linkify: true, breaks: true }).use(cjkFriendly).disable(OFF, true);
md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
md.validateLink = isAllowedLink;
leaveParticlesAlone();
leaveFacesAlone();
guardBlock("list", (line) => !/^\s*\d+[.)]\s*\d/.test(line) && !/^\s*\d{4,}/.test(line)); // 2026. 11. 25.
guardBlock("fence", (_, rest) => /[^`~\s]/.test(rest)); // a fence around nothing
guardBlock("table", (line, rest) => line.split("|").length * rest.split("\n").length <= CELLS);
guardBlock("blockquote", (line) => /^\s*>(?:\s|>|$)/.test(line)); // >_<

export function parseMarkdown(text: string): Token[] {
  return md.parse(text, {});
}

/** Most messages have no sign that could mean anything; they need no parser. */
export function isPlain(text: string): boolean {
  return !/[*_`~[\]<>#|:@\n+=-]|\d[.)]/.test(text);
}

function leaveParticlesAlone() {
  const { linkify } = md;
  const match = linkify.match.bind(linkify);
  const matchAtStart = linkify.matchAtStart.bind(linkify);
  type Match = NonNullable<ReturnType<typeof matchAtStart>>;
  const shorten = (found: Match): Match => {
    const over = found.raw.length - linkLength(found.raw);
    if (over === 0) return found;
    found.lastIndex -= over;
    found.raw = found.raw.slice(0, -over);
    found.text = found.text.slice(0, -over);
    found.url = found.url.slice(0, -over);
    return found;
  };
  linkify.match = (text) => match(text)?.map(shorten) ?? null;
  linkify.matchAtStart = (text) => {
    const found = matchAtStart(text);
    return found && shorten(found);
  };
}

// *^^*, *_*, 2*3*4, a sign behind a backslash and 좋아~~요~~ are not meant as formatting.
function leaveFacesAlone() {
  const Before = md.inline.State;
  md.inline.State = class extends Before {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      const marker = this.src.charAt(start);
      const end = start + found.length;
      const [previous, next] = [this.src.charAt(start - 1), this.src.charAt(end)];
      const meantAsSign = previous === "\\" || (/\d/.test(previous) && /\d/.test(next));
      if (meantAsSign) return { ...found, can_open: false, can_close: false };
      if (marker === "~" && /[\p{L}\p{N}]/u.test(previous)) return { ...found, can_open: false };
      const closing = this.src.indexOf(marker, end);
      const content = this.src.slice(end, closing < 0 ? end : closing);
      if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(content)) return { ...found, can_open: false };
      return found;
    }
  };
}

function guardBlock(name: string, allows: (line: string, rest: string) => boolean) {
  const { ruler } = md.block;
  const rule = ruler.__rules__[ruler.__find__(name)];
  if (!rule) return;
  const { fn, alt } = rule;
  ruler.at(
    name,
    (state, startLine, endLine, silent) => {
      const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
      const end = state.eMarks[startLine] ?? 0;
      if (!allows(state.src.slice(from, end), state.src.slice(end))) return false;
      return fn(state, startLine, endLine, silent);
    },
    { alt: [...alt] },
  );
}
