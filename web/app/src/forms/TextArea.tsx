// A few lines to fill in. Enter breaks the line.
import { useCallback, useId, useRef, type ComponentProps, type ReactNode } from "react";
import { useFormWords } from "../words/forms.ts";
import { useThisForm } from "./Form.tsx";
import styles from "./forms.module.css";

export interface TextAreaProps extends Omit<ComponentProps<"textarea">, "ref" | "id" | "className" | "name"> {
  name: string;
  label: string;
  hint?: ReactNode;
}

export function TextArea({ name, label, hint, ...native }: TextAreaProps) {
  const form = useThisForm();
  const words = useFormWords();
  const id = useId();
  const problem = form.problemOf(name);
  const register = useRef(form.register);
  const attach = useCallback(
    (element: HTMLTextAreaElement | null) =>
      element ? register.current(name, { element, watch: null, raw: false }) : undefined,
    [name],
  );
  const below = problem ?? hint;
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>
        {label}
        {form.optional(name) ? <small>{words.optional}</small> : null}
      </label>
      <textarea
        rows={3}
        {...native}
        ref={attach}
        id={id}
        name={name}
        className={`md-input ${styles["area"]}`}
        aria-required={!form.optional(name)}
        aria-invalid={problem !== null}
        aria-describedby={below ? `${id}-below` : undefined}
        onInput={(event) => {
          form.touched(name);
          native.onInput?.(event);
        }}
      />
      {below ? (
        <p className={styles[problem === null ? "hint" : "problem"]} id={`${id}-below`}>
          {below}
        </p>
      ) : null}
    </div>
  );
}
