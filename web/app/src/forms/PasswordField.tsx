// A password: hidden, unless one wants to see what one types. Never trimmed.
import { useState } from "react";
import { Icon } from "@madang/react/ui";
import { useFormWords } from "../words/forms.ts";
import { Field, type FieldProps } from "./Field.tsx";
import styles from "./forms.module.css";

export interface PasswordFieldProps extends Omit<FieldProps, "type" | "raw" | "beside" | "autoComplete"> {
  /** A new one, not the one to come in with. */
  fresh?: boolean;
}

export function PasswordField({ fresh = false, ...rest }: PasswordFieldProps) {
  const words = useFormWords();
  const [shown, setShown] = useState(false);
  return (
    <Field
      autoCapitalize="none"
      spellCheck={false}
      {...rest}
      raw
      type={shown ? "text" : "password"}
      autoComplete={fresh ? "new-password" : "current-password"}
      beside={
        <button
          type="button"
          className={styles["peek"]}
          aria-label={shown ? words.hide : words.show}
          title={shown ? words.hide : words.show}
          onClick={() => setShown(!shown)}
        >
          <Icon name={shown ? "hidden" : "eye"} />
        </button>
      }
    />
  );
}
