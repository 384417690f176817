// Deleting asks first, and shows what would go.
import type { TimelineMessage } from "@madang/client";
import { useMe } from "../../hooks/connection.ts";
import { whyRefused } from "../../words/refusals.ts";
import { useWords } from "../../words/words.tsx";
import { useScope } from "../scope.tsx";
import { useModal } from "../useModal.ts";
import { OfMessage } from "./OfMessage.tsx";

export function RemoveDialog() {
  const { desk } = useScope();
  return <OfMessage chosen={desk.removing} ask={Ask} />;
}

function Ask({ message }: { message: TimelineMessage }) {
  const { room, desk } = useScope();
  const words = useWords();
  const mine = useMe()?.id === message.author;
  // What was never sent goes altogether; everything else keeps its row.
  const dialog = useModal(() =>
    message.state === "sent" ? desk.focusRow(message.id) : desk.focusComposer(),
  );

  const close = () => desk.removing.set(null);
  const remove = async () => {
    close();
    desk.editing.set(null);
    if (message.state !== "sent") return room.discard(message.id);
    const result = await room.remove(message.id);
    if (!result.ok) desk.notice.set(words.removeFailed(whyRefused(result.code, words)));
  };

  return (
    <dialog
      className="md-dialog"
      ref={dialog}
      tabIndex={-1}
      aria-labelledby="md-remove-title"
      onClose={close}
    >
      <h2 id="md-remove-title">{words.removeTitle}</h2>
      <blockquote>{message.text}</blockquote>
      <p className="md-soft">{mine ? words.removeText : words.removeOthersText}</p>
      <div className="md-dialog-bar">
        <button type="button" className="md-button" data-first onClick={close}>
          {words.cancel}
        </button>
        <button type="button" className="md-button md-danger" onClick={() => void remove()}>
          {words.remove}
        </button>
      </div>
    </dialog>
  );
}
