// Another password; afterwards one is signed out everywhere else.
import { useClient } from "@madang/react";
import { account, type Account } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useRules } from "../forms/rules.ts";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import { useDoorWords } from "../words/door/words.ts";
import styles from "./Account.module.css";
import { FormDialog } from "./FormDialog.tsx";

export interface ChangePasswordProps {
  mine: Account;
  onClose: () => void;
  onDone: () => void;
}

export function ChangePassword({ mine, onClose, onDone }: ChangePasswordProps) {
  const client = useClient();
  const words = useAccountWords();
  const door = useDoorWords();
  const rules = useRules();
  const askAnew = useAskAnew();
  const form = useForm({
    fields: { old: { optional: !mine.password }, password: rules.password },
    send: ({ old, password }) => account.setPassword(client, old, password),
    done: () => {
      void askAnew("account");
      void askAnew("sessions");
      onDone();
      onClose();
    },
    blame: { wrong_login: "old" },
    wrong: rules.wrong,
    why: ({ code }) => (code === "wrong_login" ? words.wrongPassword : undefined),
  });
  const title = mine.password ? words.changePassword : words.setPassword;
  return (
    <FormDialog title={title} text={words.passwordText} form={form} act={title} onClose={onClose}>
      {/* So that a password manager knows whose it is. */}
      <input className={styles["username"]} autoComplete="username" value={mine.handle} readOnly hidden />
      {mine.password ? <PasswordField name="old" label={words.oldPassword} first /> : null}
      <PasswordField
        name="password"
        label={words.newPassword}
        hint={door.passwordHint}
        fresh
        first={!mine.password}
      />
    </FormDialog>
  );
}
