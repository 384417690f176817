// What I changed and the server has not confirmed: laid over the log, never written into it, so that
// rolling back is taking it off.
import { find, type Log } from "./log.js";
import type { Message } from "./wire.gen.js";

export interface Edit {
  readonly message: string;
  /** The new text; null deletes. */
  readonly text: string | null;
  readonly at: string;
  /** The change that confirmed it; it stays until that change is in the log. */
  readonly rev: number | null;
}

export type Edits = readonly Edit[];

export function confirm(edits: Edits, edit: Edit, rev: number): Edits {
  return edits.map((other) => (other === edit ? { ...edit, rev } : other));
}

/** Without those the log shows by now, or shows no more. */
export function settle(edits: Edits, log: Log): Edits {
  const open = edits.filter(({ message, rev }) => rev === null || (find(log, message)?.rev ?? rev) < rev);
  return open.length === edits.length ? edits : open;
}

export function editOf(edits: Edits, message: Message): Edit | undefined {
  return edits.findLast((edit) => edit.message === message.id);
}

export function edited(message: Message, edit: Edit): Message {
  if (edit.text === null) return { ...message, text: "", deleted: true };
  return { ...message, text: edit.text, edited_at: edit.at };
}
