// One of a few, each with a line that explains it; and the same for something that is ticked.
import { useId, type ReactNode } from "react";
import styles from "./Choices.module.css";

export interface ChoicesProps<T extends string> {
  name: string;
  value: T | null;
  options: readonly (readonly [value: T, name: string, text?: string])[];
  onChange: (value: T) => void;
  /** Said already above it. */
  quiet?: boolean;
  /** What it is about, under its name. */
  text?: string;
}

export function Choices<T extends string>({
  name,
  value,
  options,
  onChange,
  quiet = false,
  text: about,
}: ChoicesProps<T>) {
  const group = useId();
  return (
    <fieldset className={styles["group"]}>
      <legend className={quiet ? "md-hidden" : undefined}>{name}</legend>
      {about ? <p>{about}</p> : null}
      <div className={styles["choices"]}>
        {options.map(([one, title, text]) => (
          <label key={one}>
            <input type="radio" name={group} checked={one === value} onChange={() => onChange(one)} />
            <b>{title}</b>
            {text ? <small>{text}</small> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface TickProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  title: ReactNode;
  text?: ReactNode;
}

export function Tick({ checked, onChange, title, text }: TickProps) {
  return (
    <div className={styles["choices"]}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <b>{title}</b>
        {text ? <small>{text}</small> : null}
      </label>
    </div>
  );
}
