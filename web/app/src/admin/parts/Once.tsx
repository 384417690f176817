// A link that is shown this once: to be copied, or to be held before a camera.
import { useId } from "react";
import { Dialog } from "../../dialogs/Dialog.tsx";
import form from "../../dialogs/Form.module.css";
import { CopyButton } from "../../forms/CopyButton.tsx";
import { OnlyHere } from "../../forms/OnlyHere.tsx";
import { Qr } from "../../forms/Qr.tsx";
import { wholeLink } from "../../forms/whole.ts";
import { useAdminWords } from "../words/words.ts";
import styles from "./Once.module.css";

export interface OnceProps {
  title: string;
  /** Why it is shown only now, and to whom it may be given. */
  text: string;
  /** How long it is good. */
  until?: string | undefined;
  /** As the server gave it; it need not name the server. */
  url: string;
  onClose: () => void;
}

export function Once({ title, text, until, url, onClose }: OnceProps) {
  const words = useAdminWords();
  const id = useId();
  const whole = wholeLink(url);
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={form["form"]}>
        <p className={form["intro"]}>
          {text} {until}
        </p>
        <OnlyHere link={whole} />
        <div className={styles["qr"]}>
          <Qr text={whole} label={words.qr} />
        </div>
        <div className={form["field"]}>
          <label htmlFor={id}>{words.link}</label>
          <div className={styles["row"]}>
            <input
              id={id}
              className="md-input"
              readOnly
              data-first
              value={whole}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton text={whole} label={words.copy} />
          </div>
        </div>
        <div className={form["bar"]}>
          <button type="button" className="md-button" onClick={onClose}>
            {words.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
