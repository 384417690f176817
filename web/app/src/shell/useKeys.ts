// Keys that work everywhere: Ctrl/Cmd+K, Alt+↑↓, Alt+Shift+↑↓, ?.
import { useEffect, useEffectEvent } from "react";
import { neighbour, type MyRooms } from "../rooms/order.ts";
import { currentRoute, navigate } from "../route.ts";
import type { DialogName } from "./House.tsx";

export function useKeys(rooms: MyRooms, show: (dialog: DialogName) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && isK(event)) {
      event.preventDefault();
      show("switch");
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const route = currentRoute();
      const current = route.page === "room" ? route.roomId : null;
      const next = neighbour(rooms, current, event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
      if (next !== null) navigate({ page: "room", roomId: next, people: false });
    } else if (event.key === "?" && !isWriting(event.target)) {
      event.preventDefault();
      show("keys");
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

// The key, not the letter: with a Korean layout it says ㅏ.
const isK = (event: KeyboardEvent) => event.code === "KeyK" || event.key.toLowerCase() === "k";

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;
}
