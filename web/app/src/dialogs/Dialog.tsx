// A window over the page. The browser keeps the focus inside and gives it back afterwards.
import { useId, type MouseEvent, type ReactNode, type SyntheticEvent } from "react";
import { Icon, useModal } from "@madang/react/ui";
import { useAppWords } from "../words/words.ts";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Without the title bar: the content begins with its own field. */
  bare?: boolean;
  /** What it shows is gone afterwards: only its own button closes it. */
  held?: boolean;
}

export function Dialog({ title, onClose, children, bare = false, held = false }: DialogProps) {
  const words = useAppWords();
  const id = useId();
  const dialog = useModal();
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current && !held) onClose();
  };
  const onClosed = (event: SyntheticEvent) => {
    // React lets this one rise: a window in this window has its own.
    if (event.target !== dialog.current) return;
    // A browser that does not know `closedby` gives in to a second Escape.
    if (held) dialog.current?.showModal();
    else onClose();
  };
  return (
    // A press beside the window closes it; by keyboard that is Escape.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={`md-dialog ${styles["dialog"]}`}
      data-bare={bare}
      aria-labelledby={id}
      closedby={held ? "none" : "closerequest"}
      onCancel={(event) => held && event.preventDefault()}
      onClose={onClosed}
      onMouseDown={onBackdrop}
    >
      <div className={styles["inside"]}>
        <header className={bare ? "md-hidden" : styles["head"]}>
          <h2 id={id}>{title}</h2>
          {bare || held ? null : (
            <button type="button" onClick={onClose} aria-label={words.close}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
