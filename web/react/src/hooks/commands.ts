// What one can do in a room, as plain functions with a lasting identity: fit for dependency lists.
import type { Result, RoomHandle } from "@madang/client";

export interface RoomCommands {
  /** In the timeline at once; answers the id, or says why it cannot be sent. Delivers after an unmount too. */
  sendMessage: (text: string) => Result<string>;
  retry: (id: string) => void;
  discard: (id: string) => void;
  edit: (id: string, text: string) => Promise<Result>;
  remove: (id: string) => Promise<Result>;
  loadOlder: () => Promise<Result>;
  loadNewer: () => Promise<Result>;
  jumpTo: (seq: number) => Promise<Result>;
  jumpToLatest: () => Promise<Result>;
  setTyping: () => void;
  markRead: (seq: number) => void;
  join: () => Promise<Result>;
  leave: () => Promise<Result>;
}

const known = new WeakMap<RoomHandle, RoomCommands>();

export function commandsOf(room: RoomHandle): RoomCommands {
  const found = known.get(room);
  if (found) return found;
  const made: RoomCommands = {
    sendMessage: (text) => room.send(text),
    retry: (id) => room.retry(id),
    discard: (id) => room.discard(id),
    edit: (id, text) => room.edit(id, text),
    remove: (id) => room.remove(id),
    loadOlder: () => room.loadOlder(),
    loadNewer: () => room.loadNewer(),
    jumpTo: (seq) => room.jumpTo(seq),
    jumpToLatest: () => room.jumpToLatest(),
    setTyping: () => room.setTyping(),
    markRead: (seq) => room.markRead(seq),
    join: () => room.join(),
    leave: () => room.leave(),
  };
  known.set(room, made);
  return made;
}
