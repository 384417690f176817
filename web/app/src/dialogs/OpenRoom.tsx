// Opening a new room: its name, and perhaps what it is about.
import { useId, useRef, useState, type FormEvent } from "react";
import { useClient, useField, useLocale } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { navigate } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";

const NAME_LIMIT = 80;
const TOPIC_LIMIT = 250;

export default function OpenRoom({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const words = useAppWords();
  const common = useWords();
  const locale = useLocale();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const running = useRef(false);
  const open = async () => {
    // The second Enter of an input method, or of a quick finger, opens no second room.
    if (running.current) return;
    const title = tidy(nameField.current?.value);
    const about = tidy(topicField.current?.value);
    if (title === "") return setProblem(words.roomNameMissing);
    if (Array.from(title).length > NAME_LIMIT) return setProblem(words.roomNameTooLong);
    if (Array.from(about).length > TOPIC_LIMIT) return setProblem(words.topicTooLong);
    running.current = true;
    setBusy(true);
    const result = await client.openRoom(title, about);
    running.current = false;
    setBusy(false);
    if (!result.ok) return setProblem(words.roomFailed(whyRefused(result.code, common)));
    onClose();
    navigate({ page: "room", roomId: result.value, people: false });
  };
  const {
    attach: attachName,
    field: nameField,
    watch: nameWatch,
  } = useField<HTMLInputElement>({
    onEnter: () => void open(),
  });
  const {
    attach: attachTopic,
    field: topicField,
    watch: topicWatch,
  } = useField<HTMLInputElement>({
    onEnter: () => void open(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Whichever field still composes finishes first.
    nameWatch.current?.settle(() => topicWatch.current?.settle(() => void open()));
  };

  return (
    <Dialog title={words.openRoom} onClose={onClose}>
      <p className={styles["intro"]}>{words.openRoomText}</p>
      <form className={styles["form"]} onSubmit={submit} noValidate lang={locale}>
        <div className={styles["field"]}>
          <label htmlFor={`${id}-name`}>{words.roomName}</label>
          <input
            ref={attachName}
            id={`${id}-name`}
            data-first
            className="md-input"
            placeholder={words.roomNameHint}
            autoComplete="off"
          />
        </div>
        <div className={styles["field"]}>
          <label htmlFor={`${id}-topic`}>{words.roomTopic}</label>
          <input ref={attachTopic} id={`${id}-topic`} className="md-input" autoComplete="off" />
        </div>
        <p className={styles["problem"]} role="alert">
          {problem}
        </p>
        <div className={styles["bar"]}>
          <button type="button" className="md-button" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="md-button md-primary" disabled={busy}>
            {words.open}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const tidy = (text = "") => text.trim().normalize("NFC");
