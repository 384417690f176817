// What one can do to a message: the same from the bar, the menu, and the keyboard.
import type { RoomHandle, TimelineMessage } from "@madang/client";
import type { Desk } from "../desk.ts";

export type MessageAction = "copy" | "edit" | "remove";

/** Keys on a focused row. */
export const ROW_KEYS: Readonly<Record<string, MessageAction | "menu">> = {
  c: "copy",
  ㅊ: "copy",
  e: "edit",
  ㄷ: "edit",
  Delete: "remove",
  Backspace: "remove",
  Enter: "menu",
  ContextMenu: "menu",
};

export function actionsFor(message: TimelineMessage, mine: boolean): readonly MessageAction[] {
  if (message.deleted) return [];
  return mine && message.state === "sent" ? ["copy", "edit", "remove"] : ["copy"];
}

export interface ActionPlace {
  readonly room: RoomHandle;
  readonly desk: Desk;
  readonly copied: string;
}

export function act(action: MessageAction, message: TimelineMessage, { desk, copied }: ActionPlace): void {
  switch (action) {
    case "copy":
      void navigator.clipboard?.writeText(message.text).then(() => desk.notice.set(copied));
      return;
    case "edit":
      return desk.editing.set(message.id);
    case "remove":
      return desk.removing.set(message.id);
  }
}
