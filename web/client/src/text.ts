// What may be said at all (docs/protocol.md, "Words"): checked here so that a hopeless message is
// refused in the composer instead of a second later in the timeline.
import { ok, refuse, type Result } from "./result.js";

/** The text as the server will keep it. */
export function sayable(text: string, limit: number): Result<string> {
  if (text.trim() === "") return refuse("bad_text", "The text is blank.");
  if (text.includes("\0")) return refuse("bad_text", "The text holds a NUL character.");
  if (!isWellFormed(text)) return refuse("bad_text", "The text holds half a character (a lone surrogate).");
  const normal = text.normalize("NFC");
  const length = lengthOf(normal, limit);
  if (length <= limit) return ok(normal);
  return refuse("too_long", `The text has ${length} characters; at most ${limit} are allowed.`);
}

/** In code points, as the server counts. */
function lengthOf(text: string, limit: number): number {
  return text.length <= limit ? text.length : Array.from(text).length;
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text);
}
