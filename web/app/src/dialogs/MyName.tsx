// Changing the name others see.
import { useId, useState } from "react";
import { useClient, useField, useMe } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { useAppWords } from "../words/words.ts";
import styles from "./Form.module.css";

const LIMIT = 40;

export function MyName() {
  const client = useClient();
  const words = useAppWords();
  const common = useWords();
  const me = useMe();
  const id = useId();
  const [note, setNote] = useState("");

  const save = async (value: string) => {
    const name = value.trim().normalize("NFC");
    if (name === "") return setNote(words.nameMissing);
    if (Array.from(name).length > LIMIT) return setNote(words.nameTooLong);
    const result = await client.setName(name);
    setNote(result.ok ? words.saved : whyRefused(result.code, common));
  };
  const { attach, field, watch } = useField<HTMLInputElement>({ onEnter: (input) => void save(input.value) });

  return (
    <div className={styles["field"]}>
      <div className={styles["top"]}>
        <label htmlFor={id}>{words.myName}</label>
        <output>{note}</output>
      </div>
      <div className={styles["row"]}>
        <input
          ref={attach}
          id={id}
          className="md-input"
          defaultValue={me?.name ?? ""}
          autoComplete="name"
          onInput={() => setNote("")}
        />
        <button
          type="button"
          className="md-button"
          onClick={() => watch.current?.settle(() => void save(field.current?.value ?? ""))}
        >
          {words.save}
        </button>
      </div>
    </div>
  );
}
