// One line to fill in: its label, a hint, what is wrong with it. Enter sends the form, safely with input methods.
import { useCallback, useId, useRef, type ComponentProps, type ReactNode } from "react";
import { useField } from "@madang/react";
import { useFormWords } from "../words/forms.ts";
import { useThisForm } from "./Form.tsx";
import styles from "./forms.module.css";

type Native = Omit<ComponentProps<"input">, "ref" | "id" | "className" | "name">;

export interface FieldProps extends Native {
  name: string;
  label: string;
  /** Below the field, as long as nothing is wrong. */
  hint?: ReactNode;
  /** Gets the focus when the form appears. */
  first?: boolean;
  /** Its value is taken exactly as it was typed. */
  raw?: boolean;
  /** Capitals are small letters in it. */
  folded?: boolean;
  /** Beside the field: a button, a unit. */
  beside?: ReactNode;
  /** Does not say that it may be left empty. */
  quiet?: boolean;
  /** Inside the field, before what is typed. */
  before?: string;
}

export function Field({
  name,
  label,
  hint,
  first,
  raw = false,
  folded = false,
  quiet = false,
  beside,
  before,
  ...native
}: FieldProps) {
  const form = useThisForm();
  const words = useFormWords();
  const id = useId();
  const problem = form.problemOf(name);
  const { attach, watch } = useField<HTMLInputElement>({ onEnter: () => form.submit() });
  const register = useRef(form.register);
  const leave = useRef(() => undefined as void);
  const both = useCallback(
    (element: HTMLInputElement | null) => {
      attach(element);
      leave.current();
      leave.current = element
        ? register.current(name, { element, watch: watch.current, raw, folded })
        : () => undefined;
    },
    [attach, watch, name, raw, folded],
  );
  const below = problem ?? hint;
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>
        {label}
        {form.optional(name) && !quiet ? <small>{words.optional}</small> : null}
      </label>
      <div className={styles["box"]} data-before={before}>
        {before ? <span aria-hidden="true">{before}</span> : null}
        <input
          autoComplete="off"
          {...native}
          ref={both}
          id={id}
          name={name}
          className="md-input"
          data-first={first ? "" : undefined}
          // What the screen was opened for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={first}
          aria-required={!form.optional(name)}
          aria-invalid={problem !== null}
          data-folded={folded || undefined}
          aria-describedby={below ? `${id}-below` : undefined}
          onInput={(event) => {
            form.touched(name);
            native.onInput?.(event);
          }}
        />
        {beside}
      </div>
      {/* A problem takes the place of the hint. It is announced by the focus that goes there. */}
      {below ? (
        <p className={styles[problem === null ? "hint" : "problem"]} id={`${id}-below`}>
          {below}
        </p>
      ) : null}
    </div>
  );
}
