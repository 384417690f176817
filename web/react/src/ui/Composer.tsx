// Where one writes. Enabled offline: what is written waits in the outbox.
import { useEffect, type KeyboardEvent } from "react";
import { useComposer } from "../hooks/composer.ts";
import { useMe } from "../hooks/connection.ts";
import { useObservable } from "../hooks/observable.ts";
import { useLooksAfter, useSlowMode } from "../hooks/standing.ts";
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
  const wait = useSlowMode(room);
  const hurries = useLooksAfter(room);

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
    mayNot: () => {
      if (wait > 0) desk.notice.set(words.slowWait(wait));
      return wait > 0;
    },
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
        aria-label={
          view?.kind === "direct"
            ? words.composerDirect(view.name)
            : words.composerLabel(view?.name ?? room.id)
        }
        onInput={onInput}
        onKeyDown={onKeyDown}
        enterKeyHint={isGlassKeyboard() ? "enter" : "send"}
        autoComplete="off"
      />
      <div className="md-composer-bar">
        <Hint slow={hurries ? 0 : (view?.slowMode ?? 0)} guest={me?.role === "guest"} />
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
          data-waiting={wait > 0}
        >
          <Icon name={wait > 0 ? "clock" : "send"} />
          <span>
            {words.send}
            {wait > 0 ? <small>{` ${words.slowLeft(wait)}`}</small> : null}
          </span>
        </button>
      </div>
    </div>
  );
}

/** The keys; or, where they matter more, the manners of this room. */
function Hint({ slow, guest }: { slow: number; guest: boolean }) {
  const words = useWords();
  const manners = slow > 0 ? words.slowText(slow) : guest ? words.guestHint : null;
  return (
    <span className="md-hint" data-manners={manners !== null}>
      {manners ?? words.hint}
    </span>
  );
}
