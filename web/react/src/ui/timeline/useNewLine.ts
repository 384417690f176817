// Where "new since you left" stands: set when the room is opened with something unread, and when one comes
// back to a window in which something was said meanwhile. It stays while one stays.
import { useEffect, useState } from "react";
import type { RoomHandle } from "@madang/client";
import { useObservable } from "../../hooks/observable.ts";

export function useNewLine(room: RoomHandle): number | null {
  const view = useObservable(room.view);
  const known = view !== null && view.caughtUp;
  const [line, setLine] = useState<number | null | undefined>(() => lineOf(room));
  // The first moment at which the room is known decides.
  if (line === undefined && known) setLine(lineOf(room));

  useEffect(() => {
    let left: number | null = null;
    const leave = () => void (left = room.view.get()?.seq ?? null);
    const comeBack = () => {
      const now = room.view.get();
      if (left !== null && now && now.seq > left && now.unread > 0) setLine(Math.min(left, now.read));
      left = null;
    };
    addEventListener("blur", leave);
    addEventListener("focus", comeBack);
    return () => {
      removeEventListener("blur", leave);
      removeEventListener("focus", comeBack);
    };
  }, [room]);

  return line ?? null;
}

function lineOf(room: RoomHandle): number | null | undefined {
  const view = room.view.get();
  if (view === null || !view.caughtUp) return undefined;
  return view.joined && view.unread > 0 ? view.read : null;
}
