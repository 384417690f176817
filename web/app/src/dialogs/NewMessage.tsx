// A message to one person or to several: the conversation of just these people.
import { useRef, useState } from "react";
import { useClient } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { PeoplePicker, type Chosen } from "../people/PeoplePicker.tsx";
import { navigate } from "../route.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";

/** With me there are twelve. */
const MOST = 11;

export default function NewMessage({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const words = useRoomWords();
  const common = useWords();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef(false);
  const start = async () => {
    if (running.current || chosen.length === 0) return;
    running.current = true;
    const result = await client.openDirect(chosen.map((person) => person.id));
    running.current = false;
    if (!result.ok) return setProblem(words.notDone(whyRefused(result.code, common)));
    onClose();
    navigate({ page: "room", roomId: result.value, people: false });
  };
  return (
    <Dialog title={words.newMessage} onClose={onClose}>
      <p className={styles["intro"]}>{words.newMessageText}</p>
      <div className={styles["form"]}>
        <PeoplePicker
          label={words.to}
          chosen={chosen}
          onChange={setChosen}
          most={MOST}
          accounts
          onDone={() => void start()}
        />
        <p className={styles["problem"]} role="alert">
          {problem}
        </p>
        <Bar onCancel={onClose}>
          <button
            type="button"
            className="md-button md-primary"
            disabled={chosen.length === 0}
            onClick={() => void start()}
          >
            {words.start}
          </button>
        </Bar>
      </div>
    </Dialog>
  );
}
