// New recovery codes in place of all earlier ones, for who shows that it is them.
import { useState } from "react";
import { useClient } from "@madang/react";
import { account } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { CodeField } from "../forms/CodeField.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import { FormDialog } from "./FormDialog.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

export function RenewCodes({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const askAnew = useAskAnew();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const form = useForm({
    fields: { password: {}, code: {} },
    send: ({ password, code }) => account.renewCodes(client, password, code.replaceAll(" ", "")),
    done: ({ recovery_codes }) => {
      setCodes(recovery_codes);
      void askAnew("account");
    },
    blame: { wrong_login: "password", wrong_code: "code", code_needed: "code" },
    why: ({ code }) =>
      ({ wrong_login: words.wrongPassword, wrong_code: words.recoveryWrong })[code as "wrong_login"],
  });
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />;
  return (
    <FormDialog
      title={words.renewCodes}
      text={words.renewCodesText}
      form={form}
      act={words.renewCodesAct}
      onClose={onClose}
    >
      <PasswordField name="password" label={words.password} first />
      <CodeField name="code" label={words.codeOrRecovery} recovery />
    </FormDialog>
  );
}
