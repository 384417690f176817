// The foot of a window that asks for something: taking it back, or doing it.
import type { ReactNode } from "react";
import { useAppWords } from "../words/words.ts";
import styles from "./Form.module.css";

export function Bar({ onCancel, children }: { onCancel: () => void; children: ReactNode }) {
  const words = useAppWords();
  return (
    <div className={styles["bar"]}>
      <button type="button" className="md-button" onClick={onCancel}>
        {words.cancel}
      </button>
      {children}
    </div>
  );
}
