// What was just done, said once at the foot of the page, and taken back from there where that is possible.
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Result } from "@madang/client";
import { useWords, Icon, whyRefused } from "@madang/react/ui";
import { useRoomWords } from "../words/rooms/words.ts";
import styles from "./said.module.css";

const STAYS_MS = 9000;

interface Said {
  readonly text: string;
  readonly undo: (() => void) | undefined;
  readonly failed: boolean;
}

let said: Said | null = null;
const listeners = new Set<() => void>();
const set = (next: Said | null) => {
  said = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function say(text: string, undo?: () => void): void {
  set({ text, undo, failed: false });
}

/** Says why something did not work, in words for who wanted it. */
export function useSayWhyNot(): (code: string) => void {
  const words = useRoomWords();
  const common = useWords();
  return (code) => set({ text: words.notDone(whyRefused(code, common)), undo: undefined, failed: true });
}

export type Do = (deed: Promise<Result<unknown>>, done?: string, undo?: () => void) => Promise<boolean>;

/** Waits for a deed and says what came of it: why it did not work, or that it did. */
export function useDo(): Do {
  const sayWhyNot = useSayWhyNot();
  return async (deed, done, undo) => {
    const result = await deed;
    if (!result.ok) sayWhyNot(result.code);
    else if (done !== undefined) say(done, undo);
    return result.ok;
  };
}

export function SaidLine() {
  const words = useRoomWords();
  const now = useSyncExternalStore(subscribe, () => said);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    // Who reaches for it has time.
    if (now === null || held) return;
    const timer = setTimeout(() => set(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [now, held]);
  const undo = now?.undo;
  return (
    <div
      className={styles["place"]}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <output>
        {now === null ? null : (
          <span className={styles["notice"]}>
            <Icon name={now.failed ? "alert" : "check"} />
            {now.text}
          </span>
        )}
      </output>
      {undo ? (
        <button
          type="button"
          onClick={() => {
            set(null);
            setHeld(false);
            undo();
          }}
        >
          {words.undo}
        </button>
      ) : null}
    </div>
  );
}
