// Coming in with an account: a password, perhaps a code after it; or by whoever else vouches for people here.
import { useState } from "react";
import { useClient } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import type { HouseFace } from "../api/house.ts";
import { sessions } from "../api/sessions.ts";
import { CodeField } from "../forms/CodeField.tsx";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { Link } from "../Link.tsx";
import { useDoorWords, type DoorWords } from "../words/door/words.ts";
import { Frame, Way } from "./Frame.tsx";
import styles from "./Frame.module.css";

interface Credentials {
  readonly login: string;
  readonly password: string;
}
/** What is known of whoever comes: with the password, only a code is missing. */
type Known = Pick<Credentials, "login"> & Partial<Credentials>;

export interface SignInProps {
  house: HouseFace;
  /** Other words above it. */
  title?: string;
  text?: string;
  back?: readonly [label: string, go: () => void];
  known?: Known;
  /** Where the address says nothing of where to go then. */
  onIn?: () => void;
}

export function SignIn(props: SignInProps) {
  const [waiting, setWaiting] = useState(withPassword(props.known));
  if (waiting) return <SecondStep {...props} credentials={waiting} onBack={() => setWaiting(null)} />;
  return <FirstStep {...props} onCode={setWaiting} />;
}

function withPassword({ login, password }: Partial<Credentials> = {}): Credentials | null {
  return login === undefined || password === undefined ? null : { login, password };
}

function FirstStep({
  house,
  title,
  text,
  back,
  known,
  onIn,
  onCode,
}: SignInProps & { onCode: (credentials: Credentials) => void }) {
  const client = useClient();
  const words = useDoorWords();
  const common = useWords();
  // Where another house vouched in vain, it leads back to here.
  const [refused] = useState(() => new URLSearchParams(location.search).get("refused"));
  const form = useForm({
    fields: { login: {}, password: {} },
    send: async (values) => {
      const answer = await sessions.signIn(client, values);
      if (!answer.ok && answer.code === "code_needed") onCode(values);
      return answer;
    },
    done: () => onIn?.(),
    blame: { wrong_login: "password" },
    why: ({ code }) => (code === "code_needed" ? null : undefined),
  });
  return (
    <Frame
      house={house}
      title={title ?? words.signInTitle}
      text={text ?? (house.welcome === "" ? words.signInText : house.welcome)}
      ways={
        <>
          <Link to={{ page: "forgotten" }}>{words.forgot}</Link>
          {house.registration === "open" ? <Link to={{ page: "register" }}>{words.register}</Link> : null}
          {back ? <Way onClick={back[1]}>{back[0]}</Way> : null}
        </>
      }
    >
      {refused ? (
        <p className={styles["refused"]} role="alert">
          {words.elsewhereRefused(whyElsewhere(refused, words) ?? whyRefused(refused, common))}
        </p>
      ) : null}
      <Form form={form}>
        <Field
          name="login"
          label={house.sign_in.mail ? words.login : words.loginOnly}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={known?.login}
          first={known === undefined}
        />
        <PasswordField name="password" label={words.password} first={known !== undefined} />
        <FormError />
        <SubmitButton>{words.signIn}</SubmitButton>
      </Form>
      {house.sign_in.oidc ? <Elsewhere name={house.sign_in.oidc.name} /> : null}
    </Frame>
  );
}

function SecondStep({
  house,
  credentials,
  onIn,
  onBack,
}: SignInProps & { credentials: Credentials; onBack: () => void }) {
  const client = useClient();
  const words = useDoorWords();
  const form = useForm({
    fields: { code: {} },
    send: ({ code }) => sessions.signIn(client, { ...credentials, code }),
    done: () => onIn?.(),
    blame: { wrong_code: "code", code_needed: "code" },
    why: ({ code }) => (code === "wrong_code" ? words.codeWrong : undefined),
  });
  return (
    <Frame
      house={house}
      title={words.codeTitle}
      text={words.codeText}
      ways={<Way onClick={onBack}>{words.otherAccount}</Way>}
    >
      <Form form={form}>
        <CodeField name="code" label={words.code} recovery first />
        <FormError />
        <SubmitButton>{words.confirm}</SubmitButton>
      </Form>
    </Frame>
  );
}

function whyElsewhere(code: string, words: DoorWords): string | null {
  if (code === "forbidden") return words.elsewhereForbidden;
  if (code === "expired") return words.elsewhereExpired;
  return null;
}

function Elsewhere({ name }: { name: string }) {
  const words = useDoorWords();
  return (
    <>
      <p className={styles["or"]}>{words.or}</p>
      <a className="md-button" href={sessions.oidc(location.pathname + location.search)}>
        {words.signInWith(name)}
      </a>
    </>
  );
}
