// Erasing a person: asked with their name to be typed, and answered by what went with them.
import { useId, useState } from "react";
import { useClient, useLocale } from "@madang/react";
import { people, type ErasureReport, type Profile } from "../../api/people.ts";
import { Dialog } from "../../dialogs/Dialog.tsx";
import form from "../../dialogs/Form.module.css";
import { Confirm } from "../parts/Confirm.tsx";
import { useAdminWords } from "../words/words.ts";
import styles from "./Person.module.css";
import { countsOf } from "./report.ts";

export interface EraseQuestionProps {
  person: Profile;
  onErased: (report: ErasureReport) => void;
  onClose: () => void;
}

export function EraseQuestion({ person, onErased, onClose }: EraseQuestionProps) {
  const words = useAdminWords();
  const client = useClient();
  const id = useId();
  const [typed, setTyped] = useState("");
  return (
    <Confirm
      title={words.eraseTitle(person.name)}
      lines={words.eraseLines}
      act={words.eraseAct}
      danger
      blocked={same(typed) !== same(person.name)}
      deed={() => people.erase(client, person.id)}
      stays
      onDone={onErased}
      onClose={onClose}
    >
      <div className={form["field"]}>
        <label htmlFor={id}>{words.eraseType(person.name)}</label>
        <input
          id={id}
          className="md-input"
          autoComplete="off"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
    </Confirm>
  );
}

const same = (name: string) => name.trim().normalize("NFC");

export interface ErasedProps {
  person: Profile;
  report: ErasureReport;
  onClose: () => void;
}

export function Erased({ person, report, onClose }: ErasedProps) {
  const words = useAdminWords();
  const locale = useLocale();
  const counts = countsOf(report);
  return (
    <Dialog title={words.erased(person.name)} onClose={onClose}>
      <div className={form["form"]}>
        <p className={form["intro"]}>{words.erasedText}</p>
        <dl className={styles["counts"]}>
          {counts.map(([what, count]) => (
            <div key={what}>
              <dt>{words.erasedCounts[what] ?? what}</dt>
              <dd>{count.toLocaleString(locale)}</dd>
            </div>
          ))}
        </dl>
        <div className={form["bar"]}>
          <button type="button" className="md-button md-primary" onClick={onClose}>
            {words.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
