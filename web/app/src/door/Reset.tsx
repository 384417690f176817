// A new password, by a link that somebody got: /reset#KEY.
import { useState } from "react";
import { useClient } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { sessions } from "../api/sessions.ts";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useRules } from "../forms/rules.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { Link } from "../Link.tsx";
import { keyOfLink } from "../route.ts";
import { useDoorWords } from "../words/door/words.ts";
import { Expired } from "./Expired.tsx";
import { Frame } from "./Frame.tsx";

export function Reset({ house }: { house: HouseFace }) {
  const client = useClient();
  const words = useDoorWords();
  const rules = useRules();
  const [key] = useState(keyOfLink);
  const [came, setCame] = useState<"asked" | "done" | "expired">("asked");
  const form = useForm({
    fields: { password: rules.password },
    send: async ({ password }) => {
      const answer = await sessions.reset(client, key, password);
      if (!answer.ok && answer.code === "expired") setCame("expired");
      return answer;
    },
    done: () => setCame("done"),
    wrong: rules.wrong,
  });
  if (key === "") return <Expired house={house} text={words.noKeyText} />;
  if (came === "expired") return <Expired house={house} text={words.expiredReset} />;
  if (came === "done") {
    return (
      <Frame house={house} title={words.resetDoneTitle} text={words.resetDoneText}>
        <Link to={{ page: "sign-in" }} replace className="md-button md-primary">
          {words.signIn}
        </Link>
      </Frame>
    );
  }
  return (
    <Frame house={house} title={words.resetTitle} text={words.resetText}>
      <Form form={form}>
        <PasswordField name="password" label={words.newPassword} hint={words.passwordHint} fresh first />
        <FormError />
        <SubmitButton>{words.reset}</SubmitButton>
      </Form>
    </Frame>
  );
}
