// The six digits of an authenticator app (or a recovery code, where one is taken as well).
import { Field, type FieldProps } from "./Field.tsx";

export function CodeField({ recovery = false, ...rest }: FieldProps & { recovery?: boolean }) {
  return (
    <Field
      autoCapitalize="none"
      spellCheck={false}
      {...rest}
      inputMode={recovery ? "text" : "numeric"}
      autoComplete="one-time-code"
    />
  );
}
