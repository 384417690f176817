// Leaving for good: says what goes, and asks for the password.
import { drafts, useClient } from "@madang/react";
import { account as mine } from "../api/account.ts";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useForm } from "../forms/useForm.ts";
import { lastRooms } from "../preferences.ts";
import { navigate } from "../route.ts";
import { useAccountWords } from "../words/account/words.ts";
import { useStanding } from "./standing.ts";
import styles from "./Account.module.css";
import { FormDialog } from "./FormDialog.tsx";

export function Leave({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const account = useStanding() === "account";
  const form = useForm({
    // Who came with just a name has none.
    fields: { password: { optional: !account } },
    send: ({ password }) => mine.leave(client, password),
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
      {account ? <PasswordField name="password" label={words.password} first /> : null}
    </FormDialog>
  );
}
