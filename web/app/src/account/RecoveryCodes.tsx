// The codes that help when the phone is lost: shown this once, to be copied or kept as a file.
import { Dialog } from "../dialogs/Dialog.tsx";
import { CopyButton } from "../forms/CopyButton.tsx";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";

export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const words = useAccountWords();
  const text = codes.join("\n");
  return (
    <Dialog title={words.recovery} onClose={onClose} held>
      <p className={styles["intro"]}>{words.recoveryText}</p>
      <ul className={styles["codes"]}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles["row"]}>
        <CopyButton text={text} label={words.copyAll} />
        <a
          className="md-button"
          download="madang-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        >
          {words.download}
        </a>
      </div>
      <div className={styles["bar"]}>
        <button type="button" className="md-button md-primary" onClick={onClose}>
          {words.recoveryKept}
        </button>
      </div>
    </Dialog>
  );
}
