// Another address; the password confirms that it is me who asks.
import { useClient } from "@madang/react";
import { account, type Account } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { Field } from "../forms/Field.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useRules } from "../forms/rules.ts";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import { FormDialog } from "./FormDialog.tsx";

export function ChangeEmail({ mine, onClose }: { mine: Account; onClose: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const rules = useRules();
  const askAnew = useAskAnew();
  const form = useForm({
    fields: { email: { ...rules.email, optional: false }, password: {} },
    send: ({ email, password }) => account.setEmail(client, email, password),
    done: () => void askAnew("account").then(onClose),
    blame: { wrong_login: "password" },
    wrong: rules.wrong,
    why: ({ code }) => (code === "wrong_login" ? words.wrongPassword : undefined),
  });
  return (
    <FormDialog title={words.changeEmail} form={form} act={words.save} onClose={onClose}>
      <Field
        name="email"
        label={words.email}
        type="email"
        defaultValue={mine.email ?? ""}
        autoComplete="email"
        first
      />
      <PasswordField name="password" label={words.oldPassword} />
    </FormDialog>
  );
}
