// A link to be given on: copied, or held before a camera.
import { useId } from "react";
import form from "../dialogs/Form.module.css";
import { CopyButton } from "../forms/CopyButton.tsx";
import { OnlyHere } from "../forms/OnlyHere.tsx";
import { Qr } from "../forms/Qr.tsx";
import { wholeLink } from "../forms/whole.ts";
import { useLinkWords } from "../words/links/words.ts";
import styles from "./SharedLink.module.css";

/** `url` is as the server gave it; it need not name the server. */
export function SharedLink({ url }: { url: string }) {
  const words = useLinkWords();
  const id = useId();
  const whole = wholeLink(url);
  return (
    <>
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
    </>
  );
}
