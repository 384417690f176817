// One matter on a page of the account: what it is, a sentence about it, and what one can do.
import type { ReactNode } from "react";
import styles from "./Account.module.css";

export interface BlockProps {
  title: string;
  text?: ReactNode;
  /** Beside the title. */
  tools?: ReactNode;
  children?: ReactNode;
}

export function Block({ title, text, tools, children }: BlockProps) {
  return (
    <section className={styles["block"]}>
      <header>
        <div>
          <h2>{title}</h2>
          {text ? <div className={styles["text"]}>{text}</div> : null}
        </div>
        {tools}
      </header>
      {children}
    </section>
  );
}
