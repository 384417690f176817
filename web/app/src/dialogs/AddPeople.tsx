// Asking people into a room: they are in it right away.
import { useRef, useState } from "react";
import { useMembers, useRoom, useRoomHandle } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { PeoplePicker, type Chosen } from "../people/PeoplePicker.tsx";
import { say } from "../shell/said.tsx";
import { useRoomWords } from "../words/rooms/words.ts";
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";

const MOST = 50;

export default function AddPeople({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const words = useRoomWords();
  const common = useWords();
  const room = useRoomHandle(roomId);
  const view = useRoom(roomId);
  const inside = new Set(useMembers(roomId).map((member) => member.id));
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef(false);

  const add = async () => {
    if (running.current || chosen.length === 0) return;
    running.current = true;
    setProblem(null);
    for (const person of chosen) {
      const result = await room.addMember(person.id);
      if (!result.ok) {
        running.current = false;
        // Who is in already needs no second asking.
        setChosen(chosen.slice(chosen.indexOf(person)));
        return setProblem(words.addFailed(person.name, whyRefused(result.code, common)));
      }
    }
    running.current = false;
    onClose();
    say(words.added(chosen.map((person) => person.name)));
  };

  return (
    <Dialog title={words.addTitle(view?.name ?? roomId)} onClose={onClose}>
      <p className={styles["intro"]}>{words.addText}</p>
      <div className={styles["form"]}>
        <PeoplePicker
          label={words.findPeople}
          chosen={chosen}
          onChange={setChosen}
          most={MOST}
          inside={inside}
          accounts={view?.kind !== "open"}
          onDone={() => void add()}
        />
        <p className={styles["problem"]} role="alert">
          {problem}
        </p>
        <Bar onCancel={onClose}>
          <button
            type="button"
            className="md-button md-primary"
            disabled={chosen.length === 0}
            onClick={() => void add()}
          >
            {words.addButton(chosen.length)}
          </button>
        </Bar>
      </div>
    </Dialog>
  );
}
