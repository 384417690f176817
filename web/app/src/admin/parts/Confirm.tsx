// Asking before something is done that cannot easily be taken back: what will happen, line by line.
import { useState, type ReactNode } from "react";
import { useClient } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { Bar } from "../../dialogs/Bar.tsx";
import { Dialog } from "../../dialogs/Dialog.tsx";
import form from "../../dialogs/Form.module.css";
import styles from "./Confirm.module.css";
import type { Deed } from "./useDo.ts";

export interface ConfirmProps<T> {
  title: string;
  /** What will happen. */
  lines: readonly string[];
  /** What the button says: the deed, not "OK". */
  act: string;
  danger?: boolean;
  /** More to choose or to type before. */
  children?: ReactNode;
  /** What will happen depends on what is chosen, and stands below it. */
  chosen?: boolean;
  /** Something is still missing. */
  blocked?: boolean;
  deed: Deed<T>;
  /** The window stays, for what is shown in it next. */
  stays?: boolean;
  onDone: (value: T) => void;
  onClose: () => void;
}

export function Confirm<T>(props: ConfirmProps<T>) {
  const {
    title,
    lines,
    act,
    danger = false,
    children,
    chosen = false,
    blocked = false,
    stays = false,
    deed,
  } = props;
  const { onDone, onClose } = props;
  const client = useClient();
  const common = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const result = await deed(client);
    setBusy(false);
    if (!result.ok) return setProblem(whyRefused(result.code, common));
    if (!stays) onClose();
    onDone(result.value);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={form["form"]}>
        {chosen ? children : null}
        {lines.length > 0 ? (
          <ul className={styles["lines"]}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        {chosen ? null : children}
        <p className={form["problem"]} role="alert">
          {problem}
        </p>
        <Bar onCancel={onClose}>
          <button
            type="button"
            className={`md-button ${danger ? "md-danger" : "md-primary"}`}
            disabled={blocked}
            aria-disabled={busy}
            onClick={() => void go()}
          >
            {act}
          </button>
        </Bar>
      </div>
    </Dialog>
  );
}
