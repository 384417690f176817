// Keys and the pointer's menu on a row.
import type { KeyboardEvent, MouseEvent } from "react";
import type { TimelineMessage } from "@madang/client";
import { useSelected } from "../../hooks/observable.ts";
import { useLooksAfter } from "../../hooks/standing.ts";
import { useWords } from "../../words/words.tsx";
import { useScope } from "../scope.tsx";
import { useLongPress } from "./useLongPress.ts";
import { act, actionsFor, ROW_KEYS, type MessageAction } from "./actions.ts";

export function useMessageActions(message: TimelineMessage, mine: boolean) {
  const { room, desk, onPerson } = useScope();
  const words = useWords();
  const member = useSelected(room.view, (view) => view?.joined === true);
  const archived = useSelected(room.view, (view) => view?.archived === true);
  const direct = useSelected(room.view, (view) => view?.kind === "direct");
  // What is said among a few is theirs alone.
  const admin = useLooksAfter(room) && !direct;
  const actions = actionsFor(message, { mine, member, admin, archived, person: onPerson !== undefined });
  const run = (action: MessageAction) => act(action, message, { room, desk, copied: words.copied, onPerson });
  const openMenu = (x: number, y: number) => desk.menu.set({ messageId: message.id, x, y });

  const onContextMenu = (event: MouseEvent) => {
    // On a link, in a field, on selected text the browser's own menu is of more use.
    const own = event.target instanceof Element && event.target.closest("a, textarea, pre") !== null;
    if (own || actions.length === 0 || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    openMenu(event.clientX, event.clientY);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = event.key === "F10" && event.shiftKey ? "menu" : ROW_KEYS[event.key];
    if (wanted === undefined || (wanted !== "menu" && !actions.includes(wanted)) || actions.length === 0)
      return;
    event.preventDefault();
    const { left, top } = event.currentTarget.getBoundingClientRect();
    if (wanted === "menu") openMenu(left + 68, top + 24);
    else run(wanted);
  };

  const touch = useLongPress((x, y) => {
    if (actions.length > 0) openMenu(x, y);
  });

  return { actions, run, openMenu, handlers: { onContextMenu, onKeyDown, ...touch } };
}
