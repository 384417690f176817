// A page before there is anything on it: on its way, refused, or simply empty.
import type { ReactNode } from "react";
import { useWords, whyRefused } from "@madang/react/ui";
import { refusalOf } from "../../api/asking.ts";
import { useAdminWords } from "../words/words.ts";
import styles from "./States.module.css";

/** The part of a query that matters here. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

export interface AnswerProps<T> {
  asked: Asked<T>;
  /** How many lines to draw while it is on its way. */
  lines?: number;
  children: (value: T) => ReactNode;
}

/** Draws the answer once it is there; until then, or if it never comes, says how it stands. */
export function Answer<T>({ asked, lines = 5, children }: AnswerProps<T>) {
  // What was there once is shown, though asking anew may have failed.
  if (asked.data !== undefined) return children(asked.data);
  if (asked.error) return <Failed error={asked.error} again={() => void asked.refetch()} />;
  return <Waiting lines={lines} />;
}

function Waiting({ lines }: { lines: number }) {
  const words = useAdminWords();
  return (
    <output className={styles["waiting"]}>
      <span className="md-hidden">{words.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </output>
  );
}

function Failed({ error, again }: { error: Error; again: () => void }) {
  const words = useAdminWords();
  const common = useWords();
  return (
    <div className={styles["quiet"]} role="alert">
      <p>{words.failed}</p>
      <p>{whyRefused(refusalOf(error).code, common)}</p>
      <button type="button" className="md-button" onClick={again}>
        {words.tryAgain}
      </button>
    </div>
  );
}

export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles["quiet"]}>
      <p>{title}</p>
      {children}
    </div>
  );
}
