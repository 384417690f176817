// Turning on the second factor: the password, then the code of an app that took the secret, then the recovery codes.
import { useState } from "react";
import { useClient } from "@madang/react";
import { account } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { CodeField } from "../forms/CodeField.tsx";
import { CopyButton } from "../forms/CopyButton.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { Qr } from "../forms/Qr.tsx";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { FormDialog } from "./FormDialog.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

type Step =
  | { readonly at: "password" }
  | { readonly at: "scan"; readonly secret: string; readonly url: string }
  | { readonly at: "codes"; readonly codes: readonly string[] };

export function StartTotp({ onClose }: { onClose: () => void }) {
  const [step, setStep] = useState<Step>({ at: "password" });
  const askAnew = useAskAnew();
  switch (step.at) {
    case "password":
      return <Ask onClose={onClose} onSecret={(made) => setStep({ at: "scan", ...made })} />;
    case "scan": {
      const done = (codes: readonly string[]) => {
        setStep({ at: "codes", codes });
        void askAnew("account");
      };
      return <Scan secret={step.secret} url={step.url} onClose={onClose} onCodes={done} />;
    }
    case "codes":
      return <RecoveryCodes codes={step.codes} onClose={onClose} />;
  }
}

interface AskProps {
  onClose: () => void;
  onSecret: (made: { secret: string; url: string }) => void;
}

function Ask({ onClose, onSecret }: AskProps) {
  const client = useClient();
  const words = useAccountWords();
  const form = useForm({
    fields: { password: {} },
    send: ({ password }) => account.startTotp(client, password),
    done: onSecret,
    blame: { wrong_login: "password" },
    why: ({ code }) => (code === "wrong_login" ? words.wrongPassword : undefined),
  });
  return (
    <FormDialog title={words.totp} text={words.totpConfirmYou} form={form} act={words.next} onClose={onClose}>
      <PasswordField name="password" label={words.password} first />
    </FormDialog>
  );
}

interface ScanProps {
  secret: string;
  url: string;
  onClose: () => void;
  onCodes: (codes: readonly string[]) => void;
}

function Scan({ secret, url, onClose, onCodes }: ScanProps) {
  const client = useClient();
  const words = useAccountWords();
  const form = useForm({
    fields: { code: {} },
    send: ({ code }) => account.confirmTotp(client, code.replaceAll(" ", "")),
    done: ({ recovery_codes }) => onCodes(recovery_codes),
    blame: { wrong_code: "code" },
    why: ({ code }) => (code === "wrong_code" ? words.codeWrong : undefined),
  });
  return (
    <FormDialog title={words.totp} text={words.totpScan} form={form} act={words.turnOn} onClose={onClose}>
      <div className={styles["scan"]}>
        <Qr text={url} label={words.totpQr} />
        <div>
          <p>{words.totpByHand}</p>
          <code>
            {secret.match(/.{1,4}/g)?.map((four, at) => (
              // The same four may come twice; their order never changes.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={at}>{four} </span>
            ))}
          </code>
          <CopyButton text={secret} label={words.copyKey} />
        </div>
      </div>
      <CodeField name="code" label={words.code} first />
    </FormDialog>
  );
}
