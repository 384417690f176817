// Leaving for good: says what goes, and asks for the password.
import { drafts, useClient } from "@madang/react";
import { account } from "../api/account.ts";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useForm } from "../forms/useForm.ts";
import { lastRooms } from "../preferences.ts";
import { navigate } from "../route.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { FormDialog } from "./FormDialog.tsx";

export function Leave({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const form = useForm({
    fields: { password: {} },
    send: ({ password }) => account.leave(client, password),
    done: () => {
      drafts.clear();
      lastRooms.forget();
      navigate({ page: "home" }, { replace: true });
      void client.signOut();
    },
    blame: { wrong_login: "password" },
    why: ({ code }) => (code === "wrong_login" ? words.wrongPassword : undefined),
  });
  return (
    <FormDialog
      title={words.leaveTitle}
      text={
        <ul className={styles["gone"]}>
          <li>{words.leaveGone}</li>
          <li>{words.leaveMessages}</li>
          <li>{words.leaveExport}</li>
        </ul>
      }
      form={form}
      act={words.leaveNow}
      danger
      onClose={onClose}
    >
      <PasswordField name="password" label={words.password} first />
    </FormDialog>
  );
}
