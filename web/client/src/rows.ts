// Rows of the timeline. The same message gives the same row object, so that one change draws one row.
import { edited, editOf, type Edits } from "./edits.js";
import type { Waiting } from "./waiting.js";
import type { TimelineMessage } from "./views.js";
import type { Message } from "./wire.gen.js";

const placedRows = new WeakMap<Message, TimelineMessage>();
const waitingRows = new WeakMap<Waiting, TimelineMessage>();
const editedRows = new WeakMap<object, { message: Message; row: TimelineMessage }>();

export function rowOf(message: Message, edits: Edits): TimelineMessage {
  const edit = edits.length === 0 ? undefined : editOf(edits, message);
  if (edit === undefined || message.deleted) return remembered(placedRows, message, placed);
  const held = editedRows.get(edit);
  if (held?.message === message) return held.row;
  const row = placed(edited(message, edit));
  editedRows.set(edit, { message, row });
  return row;
}

export function waitingRow(waiting: Waiting): TimelineMessage {
  return remembered(waitingRows, waiting, drawn);
}

function remembered<K extends object>(
  rows: WeakMap<K, TimelineMessage>,
  key: K,
  draw: (key: K) => TimelineMessage,
) {
  const held = rows.get(key);
  if (held !== undefined) return held;
  const row = draw(key);
  rows.set(key, row);
  return row;
}

function placed(message: Message): TimelineMessage {
  const { id, room, author, text, seq, rev, deleted } = message;
  const times = { createdAt: message.created_at, editedAt: message.edited_at };
  return Object.freeze({ id, room, author, text, seq, ...times, deleted, rev, state: "sent", failure: null });
}

function drawn({ entry, state, seq }: Waiting): TimelineMessage {
  const { id, room, author, text, createdAt, failure } = entry;
  const rest = { editedAt: null, deleted: false, rev: 0 };
  return Object.freeze({ id, room, author, text, seq, createdAt, ...rest, state, failure });
}
