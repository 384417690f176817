// In place of a window that did not come, or that came and cannot be drawn.
import { Reload, useReason, WaysOut } from "../NotLoaded.tsx";
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

export function BrokenWindow({ onClose }: { onClose: () => void }) {
  const words = useAppWords();
  return (
    <Dialog title={words.broken} onClose={onClose}>
      <p className="md-soft">{words.brokenText}</p>
      <div className="md-dialog-bar">
        <Reload first />
      </div>
    </Dialog>
  );
}
