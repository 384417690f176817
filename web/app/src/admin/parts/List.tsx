// Small things the pages share: a field to find with, a badge, the button for more.
import { useEffect, useState, type ReactNode } from "react";
import { Icon } from "@madang/react/ui";
import { useAdminWords } from "../words/words.ts";
import styles from "./List.module.css";

const PAUSE_MS = 250;

/** What was typed, once there was a pause: a syllable has several strokes, and none of them is a question yet. */
export function useTyped(): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState("");
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [settled, (text) => setTyped(text.trim().normalize("NFC"))];
}

export function Find({ label, onFind }: { label: string; onFind: (text: string) => void }) {
  return (
    <div className={styles["find"]}>
      <Icon name="find" />
      <input
        type="search"
        className="md-input"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        onInput={(event) => onFind(event.currentTarget.value)}
      />
    </div>
  );
}

export type Tone = "quiet" | "jade" | "gam";

export function Badge({ tone = "quiet", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles["badge"]} data-tone={tone}>
      {children}
    </span>
  );
}

/** At the end of a list that goes on. */
export function More({ more, busy }: { more: (() => void) | null; busy: boolean }) {
  const words = useAdminWords();
  if (!more) return null;
  return (
    <div className={styles["more"]}>
      <button type="button" className="md-button" onClick={more} aria-disabled={busy}>
        {busy ? words.loading : words.more}
      </button>
    </div>
  );
}
