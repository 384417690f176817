// Keys that work everywhere: Ctrl/Cmd+K, Alt+↑↓, ?.
import { useEffect } from "react";
import { useClient } from "@madang/react";
import { currentRoute, navigate } from "../route.ts";
import type { DialogName } from "./House.tsx";

export function useKeys(show: (dialog: DialogName) => void): void {
  const client = useClient();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && isK(event)) {
        event.preventDefault();
        show("switch");
      } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        goToNeighbour(event.key === "ArrowUp" ? -1 : 1);
      } else if (event.key === "?" && !isWriting(event.target)) {
        event.preventDefault();
        show("keys");
      }
    };
    const goToNeighbour = (step: number) => {
      const rooms = client.rooms.get();
      const route = currentRoute();
      const at = route.page === "room" ? rooms.findIndex((room) => room.id === route.roomId) : -1;
      const next = rooms.at((at + step) % rooms.length);
      if (next) navigate({ page: "room", roomId: next.id, people: false });
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [client, show]);
}

// The key, not the letter: with a Korean layout it says ㅏ.
const isK = (event: KeyboardEvent) => event.code === "KeyK" || event.key.toLowerCase() === "k";

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;
}
