// By what somebody signs in and is called: small letters, as they are typed and as they are sent.
import { useDoorWords } from "../words/door/words.ts";
import { Field, type FieldProps } from "./Field.tsx";

export function HandleField(props: Omit<FieldProps, "name" | "label" | "hint" | "folded">) {
  const words = useDoorWords();
  return (
    <Field
      autoComplete="username"
      {...props}
      name="handle"
      label={words.handle}
      hint={words.handleHint}
      autoCapitalize="none"
      spellCheck={false}
      folded
    />
  );
}
