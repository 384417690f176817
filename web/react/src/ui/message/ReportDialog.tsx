// Telling those who look after the house that something is wrong with a message.
import { useId, useState } from "react";
import type { TimelineMessage } from "@madang/client";
import { useField } from "../../ime/useField.ts";
import { codedReason, REASONS } from "../../words/reasons.ts";
import { whyRefused } from "../../words/refusals.ts";
import { useWords } from "../../words/words.tsx";
import { useScope } from "../scope.tsx";
import { useModal } from "../useModal.ts";
import { OfMessage } from "./OfMessage.tsx";

const LIMIT = 500;
const CHOICES = [...REASONS, "other"] as const;

export function ReportDialog() {
  const { desk } = useScope();
  return <OfMessage chosen={desk.reporting} ask={Ask} />;
}

function Ask({ message }: { message: TimelineMessage }) {
  const { room, desk } = useScope();
  const words = useWords();
  const id = useId();
  // None is suggested: whoever reports says why.
  const [reason, setReason] = useState<(typeof CHOICES)[number] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const dialog = useModal(() => desk.focusRow(message.id));
  const close = () => desk.reporting.set(null);

  const report = async () => {
    const more = Array.from(field.current?.value.trim() ?? "")
      .slice(0, LIMIT)
      .join("");
    if (reason === null) return setProblem(words.reportChoose);
    if (reason === "other" && more === "") {
      field.current?.focus();
      return setProblem(words.reportMissing);
    }
    const result = await room.report(message.id, codedReason(reason === "other" ? null : reason, more));
    if (!result.ok) return setProblem(words.reportFailed(whyRefused(result.code, words)));
    close();
    desk.said.set(words.reported);
  };
  const { attach, field, watch } = useField<HTMLInputElement>({ onEnter: () => void report() });

  return (
    <dialog
      className="md-dialog"
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      // What was written is not thrown away by a key that was meant for a syllable.
      onCancel={(event) => field.current?.value && event.preventDefault()}
      onClose={close}
    >
      <h2 id={`${id}-title`}>{words.reportTitle}</h2>
      <blockquote>{message.text}</blockquote>
      <p className="md-soft">{words.reportText}</p>
      <fieldset className="md-reasons">
        <legend className="md-hidden">{words.reportWhy}</legend>
        {CHOICES.map((one, at) => (
          <label key={one}>
            <input
              type="radio"
              data-first={at === 0 ? "" : undefined}
              name={id}
              checked={one === reason}
              onChange={() => {
                setReason(one);
                setProblem(null);
              }}
            />
            {one === "other" ? words.reasonOther : words.reasons[one]}
          </label>
        ))}
      </fieldset>
      <input
        ref={attach}
        className="md-input"
        aria-label={words.reportMore}
        placeholder={words.reportMore}
        aria-invalid={problem !== null}
        autoComplete="off"
        onInput={() => setProblem(null)}
      />
      <p className="md-problem" role="alert">
        {problem}
      </p>
      <div className="md-dialog-bar">
        <button type="button" className="md-button" onClick={close}>
          {words.cancel}
        </button>
        <button
          type="button"
          className="md-button md-primary"
          onClick={() => watch.current?.settle(() => void report())}
        >
          {words.report}
        </button>
      </div>
    </dialog>
  );
}
