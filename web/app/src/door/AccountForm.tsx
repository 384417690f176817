// What an account needs: a name, a handle, a password; an address where mail can be sent.
import type { ReactNode } from "react";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { HandleField } from "../forms/HandleField.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import type { Rules } from "../forms/rules.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import type { FormHandle, Values } from "../forms/useForm.ts";
import { useDoorWords } from "../words/door/words.ts";

type AccountField = "name" | "handle" | "password" | "email";

export function accountFields({ name, handle, password, email }: Rules) {
  return { name, handle, password, email };
}

/** What was left empty is not sent. */
export function toAccount({ email, ...rest }: Values<AccountField>) {
  return email === "" ? rest : { ...rest, email };
}

export interface AccountFormProps {
  form: FormHandle;
  /** Whether an address is of any use here. */
  email: boolean;
  name?: string;
  children: ReactNode;
}

export function AccountForm({ form, email, name = "", children }: AccountFormProps) {
  const words = useDoorWords();
  return (
    <Form form={form}>
      <Field
        name="name"
        label={words.myName}
        hint={words.nameHint}
        autoComplete="name"
        defaultValue={name}
        first={name === ""}
      />
      <HandleField first={name !== ""} />
      <PasswordField name="password" label={words.password} hint={words.passwordHint} fresh />
      {email ? (
        <Field name="email" label={words.email} hint={words.emailHint} type="email" autoComplete="email" />
      ) : null}
      <FormError />
      <SubmitButton>{children}</SubmitButton>
    </Form>
  );
}
