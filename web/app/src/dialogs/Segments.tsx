// One of a few, all in sight: radio buttons that look like one control.
import { useId } from "react";
import { Icon, type IconName } from "@madang/react/ui";
import styles from "./Form.module.css";

export interface SegmentsProps<T extends string> {
  name: string;
  value: T;
  options: Readonly<Record<T, string>>;
  onChange: (value: T) => void;
  icons?: Readonly<Record<T, IconName>>;
}

export function Segments<T extends string>({ name, value, options, onChange, icons }: SegmentsProps<T>) {
  const group = useId();
  return (
    <fieldset className={styles["field"]}>
      <legend>{name}</legend>
      <div className={styles["segments"]}>
        {(Object.keys(options) as T[]).map((one) => (
          <label key={one}>
            <input type="radio" name={group} checked={one === value} onChange={() => onChange(one)} />
            {icons ? <Icon name={icons[one]} /> : null}
            {options[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
