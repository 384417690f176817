// In place of a window that did not come.
import { useReason, WaysOut } from "../NotLoaded.tsx";
import { useAppWords } from "../words/words.ts";
import { Dialog } from "./Dialog.tsx";

export function NotLoadedWindow({ again, onClose }: { again: () => void; onClose: () => void }) {
  const words = useAppWords();
  return (
    <Dialog title={words.notLoaded} onClose={onClose}>
      <p className="md-soft">{useReason()}</p>
      <div className="md-dialog-bar">
        <WaysOut again={again} />
      </div>
    </Dialog>
  );
}
