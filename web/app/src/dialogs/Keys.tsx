// All keys, on one card.
import { useAppWords } from "../words/words.ts";
import { Dialog } from "./Dialog.tsx";
import styles from "./Keys.module.css";

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

export default function Keys({ onClose }: { onClose: () => void }) {
  const words = useAppWords();
  const keys: readonly (readonly [string, string])[] = [
    [APPLE ? "⌘ K" : "Ctrl K", words.keySwitch],
    ["Alt ↑ ↓", words.keyRooms],
    ["Alt Shift ↑ ↓", words.keyUnread],
    ["Enter", words.keySend],
    ["Shift Enter", words.keyLine],
    ["↑", words.keyEditLast],
    ["Esc", words.keyRead],
    ["Tab ↑ ↓", words.keyRows],
    ["C · E · Del", words.keyRowActions],
    ["?", words.keyHelp],
  ];
  return (
    <Dialog title={words.keys} onClose={onClose}>
      <dl className={styles["keys"]}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
