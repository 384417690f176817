// One of many, as the system's own list.
import { useId, type ComponentProps, type ReactNode } from "react";
import styles from "./forms.module.css";

export interface ChoiceProps<T extends string> extends Omit<
  ComponentProps<"select">,
  "id" | "className" | "value" | "onChange"
> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, name: string])[];
  onChange: (value: T) => void;
  hint?: ReactNode;
}

export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  hint,
  ...native
}: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      <select
        {...native}
        id={id}
        className={`md-input ${styles["select"]}`}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
      {hint ? (
        <p className={styles["hint"]} id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
