// A forgotten password: a link by mail where the house can send one, and otherwise whom to ask.
import { useState } from "react";
import { useClient } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { sessions } from "../api/sessions.ts";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { Link } from "../Link.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { Frame } from "./Frame.tsx";

export function Forgotten({ house }: { house: HouseFace }) {
  const client = useClient();
  const words = useDoorWords();
  const [sent, setSent] = useState(false);
  const form = useForm({
    fields: { login: {} },
    send: ({ login }) => sessions.forgot(client, login),
    done: () => setSent(true),
  });
  const ways = <Link to={{ page: "sign-in" }}>{words.backToSignIn}</Link>;
  if (!house.sign_in.mail) {
    return <Frame house={house} title={words.forgotTitle} text={words.forgotByOwner} ways={ways} />;
  }
  if (sent) return <Frame house={house} title={words.sentTitle} text={words.sentText} ways={ways} />;
  return (
    <Frame house={house} title={words.forgotTitle} text={words.forgotText} ways={ways}>
      <Form form={form}>
        <Field
          name="login"
          label={words.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          first
        />
        <FormError />
        <SubmitButton>{words.sendLink}</SubmitButton>
      </Form>
    </Frame>
  );
}
