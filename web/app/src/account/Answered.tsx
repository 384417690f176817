// What was looked up, once it is here. Until then nothing, and only after a while a word; or why it failed.
import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useWords, whyRefused } from "@madang/react/ui";
import { refusalOf } from "../api/asking.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";

export interface AnsweredProps<T> {
  asked: UseQueryResult<T>;
  children: (value: T) => ReactNode;
}

export function Answered<T>({ asked, children }: AnsweredProps<T>) {
  const words = useAccountWords();
  const common = useWords();
  if (asked.data !== undefined) return children(asked.data);
  if (asked.isPending) return <div className={styles["pending"]} aria-hidden="true" />;
  return (
    <div className={styles["failed"]} role="alert">
      <p>
        {words.failed} {whyRefused(refusalOf(asked.error).code, common)}
      </p>
      <button type="button" className="md-button" onClick={() => void asked.refetch()}>
        {words.tryAgain}
      </button>
    </div>
  );
}
