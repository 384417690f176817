// A window over the page. The browser keeps the focus inside and gives it back afterwards. What was written in it is not
// thrown away by a press beside it, and Escape and the cross ask first.
import {
  useId,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type SyntheticEvent,
} from "react";
import { Icon, useModal } from "@madang/react/ui";
import { hasWritten } from "../forms/written.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Dialog.module.css";
import { Sure } from "./Sure.tsx";

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
  const [asking, setAsking] = useState(false);
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current && !held && !hasWritten(dialog.current)) onClose();
  };
  const leave = () => (hasWritten(dialog.current) ? setAsking(true) : onClose());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest("dialog") !== dialog.current) return;
    // It ends the syllable, and nothing else.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (!composing && (held || !hasWritten(dialog.current))) return;
    event.preventDefault();
    if (!composing) leave();
  };
  // Not every wish to close is a key.
  const onCancel = (event: SyntheticEvent) => {
    if (event.target !== dialog.current || (!held && !hasWritten(dialog.current))) return;
    event.preventDefault();
    if (!held) leave();
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
      onCancel={onCancel}
      onKeyDown={onKeyDown}
      onClose={onClosed}
      onMouseDown={onBackdrop}
    >
      <div className={styles["inside"]}>
        <header className={bare ? "md-hidden" : styles["head"]}>
          <h2 id={id}>{title}</h2>
          {bare || held ? null : (
            <button type="button" onClick={leave} aria-label={words.close}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
        {asking ? <Sure question={words.discard} onSure={onClose} onClose={() => setAsking(false)} /> : null}
      </div>
    </dialog>
  );
}
