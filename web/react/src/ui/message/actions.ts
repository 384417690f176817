// What one can do to a message: the same from the bar, the menu, and the keyboard.
import type { RoomHandle, TimelineMessage } from "@madang/client";
import type { Desk } from "../desk.ts";

export type MessageAction = "copy" | "edit" | "report" | "person" | "remove";

/** What is at hand beside the message; the rest is in the menu. */
export const AT_HAND: readonly MessageAction[] = ["copy", "edit", "remove"];

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

export interface Rights {
  readonly mine: boolean;
  /** I belong to the room. */
  readonly member: boolean;
  /** I look after it. */
  readonly admin: boolean;
  /** There is a way to see more of its author. */
  readonly person: boolean;
  /** Nothing in the room changes any more. */
  readonly archived: boolean;
}

export function actionsFor(message: TimelineMessage, may: Rights): readonly MessageAction[] {
  const { mine, archived } = may;
  if (message.deleted) return [];
  if (message.state !== "sent") return ["copy"];
  const allowed: Record<MessageAction, boolean> = {
    copy: true,
    edit: mine && !archived,
    report: !mine && may.member,
    person: !mine && may.person,
    remove: may.admin || (mine && !archived),
  };
  return (Object.keys(allowed) as MessageAction[]).filter((action) => allowed[action]);
}

export interface ActionPlace {
  readonly room: RoomHandle;
  readonly desk: Desk;
  readonly copied: string;
  readonly onPerson: ((person: string) => void) | undefined;
}

export function act(
  action: MessageAction,
  message: TimelineMessage,
  { desk, copied, onPerson }: ActionPlace,
): void {
  switch (action) {
    case "copy":
      void navigator.clipboard?.writeText(message.text).then(() => desk.said.set(copied));
      return;
    case "edit":
      return desk.editing.set(message.id);
    case "report":
      return desk.reporting.set(message.id);
    case "person":
      return onPerson?.(message.author);
    case "remove":
      return desk.removing.set(message.id);
  }
}
