// Where one writes. Enabled offline: what is written waits in the outbox.
import { useEffect, type KeyboardEvent } from "react";
import { useComposer } from "../hooks/composer.ts";
import { useMe } from "../hooks/connection.ts";
import { useObservable } from "../hooks/observable.ts";
import { whyRefused } from "../words/refusals.ts";
import { useWords } from "../words/words.tsx";
import { isGlassKeyboard } from "../ime/useField.ts";
import { isPageKey } from "./desk.ts";
import { Icon } from "./Icon.tsx";
import { useScope } from "./scope.tsx";

export interface ComposerProps {
  placeholder?: string;
  /** Takes the focus when it appears; not on a touch screen. */
  focusFirst?: boolean;
  onEscape?: () => void;
}

export function Composer({ placeholder, focusFirst = false, onEscape }: ComposerProps) {
  const { room, desk } = useScope();
  const words = useWords();
  const me = useMe();
  const view = useObservable(room.view);

  const editLast = () => {
    const mine = room.timeline
      .get()
      .messages.findLast((one) => one.author === me?.id && one.state === "sent" && !one.deleted);
    if (mine) desk.editing.set(mine.id);
    return mine !== undefined;
  };

  const { attach, onInput, submit, focus, left } = useComposer(room.id, {
    onSent: () => desk.scrollToEnd(),
    onRefused: (code) => desk.notice.set(code === "too_long" ? words.tooLong : whyRefused(code, words)),
    onUp: editLast,
    ...(onEscape && { onEscape }),
  });

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const bent = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
    if (bent || !isPageKey(event.key) || event.currentTarget.value !== "") return;
    event.preventDefault();
    desk.turnPages(event.key);
  };

  useEffect(() => {
    desk.offer({ focusComposer: focus });
    // On a touch screen the keyboard would cover what one came to read.
    if (focusFirst && matchMedia("(hover: hover)").matches) focus();
  }, [desk, focus, focusFirst]);

  return (
    <div className="md-composer">
      <textarea
        ref={attach}
        rows={1}
        placeholder={placeholder ?? words.placeholder}
        aria-label={words.composerLabel(view?.name ?? room.id)}
        onInput={onInput}
        onKeyDown={onKeyDown}
        enterKeyHint={isGlassKeyboard() ? "enter" : "send"}
        autoComplete="off"
      />
      <div className="md-composer-bar">
        <span className="md-hint">{words.hint}</span>
        {left === null ? null : (
          <output className="md-left" data-over={left < 0}>
            {left < 0 ? words.over(-left) : words.left(left)}
          </output>
        )}
        <button
          type="button"
          className="md-send"
          // Keeps the field's focus, and on a phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={submit}
        >
          <Icon name="send" />
          <span>{words.send}</span>
        </button>
      </div>
    </div>
  );
}
