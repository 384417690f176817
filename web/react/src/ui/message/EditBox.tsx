// Changing what was said, in its place. For a message that failed: its text, to be sent as a new one.
import { useEffect } from "react";
import type { TimelineMessage } from "@madang/client";
import { isGlassKeyboard, useField } from "../../ime/useField.ts";
import { whyRefused } from "../../words/refusals.ts";
import { useWords } from "../../words/words.tsx";
import { useScope } from "../scope.tsx";

export function EditBox({ message }: { message: TimelineMessage }) {
  const { room, desk } = useScope();
  const words = useWords();

  const close = () => {
    desk.editing.set(null);
    desk.focusComposer();
  };
  const save = async (value: string) => {
    const text = value.trim();
    if (text === message.text) return close();
    // Emptying a message is a way to delete it, and deleting asks.
    if (text === "") return desk.removing.set(message.id);
    if (message.state === "failed") {
      const sent = room.send(text);
      if (!sent.ok) return desk.notice.set(whyRefused(sent.code, words));
      room.discard(message.id);
      return close();
    }
    close();
    const result = await room.edit(message.id, text);
    if (!result.ok) desk.notice.set(words.editFailed(whyRefused(result.code, words)));
  };

  const { attach, field, watch } = useField<HTMLTextAreaElement>({
    onEnter: (element) => void save(element.value),
    enterBreaks: isGlassKeyboard(),
    onEscape: close,
  });
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [field]);

  return (
    <div className="md-editbox">
      <textarea ref={attach} rows={1} defaultValue={message.text} aria-label={words.editLabel} />
      <div className="md-editbox-bar">
        <span className="md-hint">{words.editHint}</span>
        <button type="button" className="md-button" onClick={close}>
          {words.cancel}
        </button>
        <button
          type="button"
          className="md-button md-primary"
          onClick={() => watch.current?.settle(() => void save(field.current?.value ?? ""))}
        >
          {words.save}
        </button>
      </div>
    </div>
  );
}
