// A place with nothing in it, said kindly: an open gate, a sentence, a way on.
import type { ReactNode } from "react";
import styles from "./Empty.module.css";

export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={styles["empty"]}>
      <svg viewBox="0 0 120 72" aria-hidden="true">
        <path d="M6 30Q36 27 60 10q24 17 54 20M16 31v33M104 31v33M38 31v33M82 31v33M2 64h36M82 64h36" />
        <path d="M38 38h7v26M82 38h-7v26" />
      </svg>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </div>
  );
}
