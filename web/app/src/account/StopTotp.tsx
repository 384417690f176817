// Turning the second factor off again.
import { useClient } from "@madang/react";
import { account } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import { FormDialog } from "./FormDialog.tsx";

export function StopTotp({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const askAnew = useAskAnew();
  const form = useForm({
    fields: { password: {} },
    send: ({ password }) => account.stopTotp(client, password),
    done: () => void askAnew("account").then(onClose),
    blame: { wrong_login: "password" },
    why: ({ code }) => (code === "wrong_login" ? words.wrongPassword : undefined),
  });
  return (
    <FormDialog
      title={words.totpStop}
      text={words.totpConfirmYou}
      form={form}
      act={words.turnOff}
      danger
      onClose={onClose}
    >
      <PasswordField name="password" label={words.password} first />
    </FormDialog>
  );
}
