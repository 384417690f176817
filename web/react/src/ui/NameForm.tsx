// Coming in as a guest: one name is all that is asked.
import { useId, useRef, useState, type FormEvent } from "react";
import { useClient } from "../hooks/provider.tsx";
import { useField } from "../ime/useField.ts";
import { whyRefused } from "../words/refusals.ts";
import { useWords } from "../words/words.tsx";

const LIMIT = 40;

export function NameForm({ focusFirst = false }: { focusFirst?: boolean }) {
  const client = useClient();
  const words = useWords();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const running = useRef(false);
  const enter = async (value: string) => {
    // The second Enter of an input method, or of a quick finger, makes no second guest.
    if (running.current) return;
    const name = value.trim().normalize("NFC");
    if (name === "") return setProblem(words.nameMissing);
    if (Array.from(name).length > LIMIT) return setProblem(words.nameTooLong);
    setProblem(null);
    running.current = true;
    setBusy(true);
    const result = await client.signIn(name);
    running.current = false;
    setBusy(false);
    if (!result.ok) setProblem(whyRefused(result.code, words));
  };

  const { attach, field, watch } = useField<HTMLInputElement>({
    onEnter: (input) => void enter(input.value),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    watch.current?.settle(() => void enter(field.current?.value ?? ""));
  };

  return (
    <form className="md-nameform" onSubmit={submit} noValidate>
      <label htmlFor={id}>{words.nameLabel}</label>
      <div className="md-nameform-row">
        <input
          ref={attach}
          id={id}
          className="md-input"
          placeholder={words.namePlaceholder}
          autoComplete="name"
          enterKeyHint="go"
          // The only thing on this screen.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={focusFirst}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
        />
        <button type="submit" className="md-button md-primary" aria-disabled={busy}>
          {words.enter}
        </button>
      </div>
      <p className="md-problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
    </form>
  );
}
