// Asks once more, in words, before something that is not taken back.
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";

export interface Question {
  readonly title: string;
  /** What will happen. */
  readonly text: string;
  readonly note?: string;
  /** What the button says: the deed. */
  readonly act: string;
}

export interface SureProps {
  question: Question;
  onSure: () => void;
  onClose: () => void;
}

export function Sure({ question, onSure, onClose }: SureProps) {
  return (
    <Dialog title={question.title} onClose={onClose}>
      <div className={styles["form"]}>
        <p>{question.text}</p>
        {question.note ? <p className={styles["intro"]}>{question.note}</p> : null}
        <Bar onCancel={onClose}>
          <button type="button" className="md-button md-danger" onClick={onSure}>
            {question.act}
          </button>
        </Bar>
      </div>
    </Dialog>
  );
}
