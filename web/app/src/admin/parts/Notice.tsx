// What was just done, said once at the foot of the page, and taken back from there where that is possible.
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";
import { Icon } from "@madang/react/ui";
import { useAdminWords } from "../words/words.ts";
import styles from "./Notice.module.css";

const STAYS_MS = 9000;

interface Said {
  readonly text: string;
  readonly undo: (() => void) | undefined;
}

type Say = (text: string, undo?: () => void) => void;
const NoticeContext = createContext<Say>(() => undefined);

export const useNotice = (): Say => use(NoticeContext);

export function NoticeProvider({ children }: { children: ReactNode }) {
  const words = useAdminWords();
  const [said, setSaid] = useState<Said | null>(null);
  const [held, setHeld] = useState(false);
  const say = useCallback((text: string, undo?: () => void) => setSaid({ text, undo }), []);
  useEffect(() => {
    // Who reaches for it has time.
    if (said === null || held) return;
    const timer = setTimeout(() => setSaid(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [said, held]);
  const undo = said?.undo;
  return (
    <NoticeContext value={say}>
      {children}
      <div
        className={styles["place"]}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <output>
          {said === null ? null : (
            <span className={styles["notice"]}>
              <Icon name="check" />
              {said.text}
            </span>
          )}
        </output>
        {undo ? (
          <button
            type="button"
            onClick={() => {
              setSaid(null);
              setHeld(false);
              undo();
            }}
          >
            {words.undo}
          </button>
        ) : null}
      </div>
    </NoticeContext>
  );
}
