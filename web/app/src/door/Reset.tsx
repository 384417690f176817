// A new password, by a link that somebody got: /reset#KEY. Whoever sets one comes in with it, past the second factor
// if there is one.
import { useState } from "react";
import { useClient } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { sessions, type Opens } from "../api/sessions.ts";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useRules } from "../forms/rules.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { navigate } from "../route.ts";
import { Hush } from "../screens/Hush.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { Expired } from "./Expired.tsx";
import { Frame } from "./Frame.tsx";
import { SignIn } from "./SignIn.tsx";
import { useTicket } from "./useTicket.ts";

export function Reset({ house }: { house: HouseFace }) {
  const words = useDoorWords();
  const { key, found, code, refused } = useTicket("password");
  const [signingIn, setSigningIn] = useState<{ login: string; password?: string } | null>(null);
  if (code !== null) return <Expired house={house} code={code} text={words.expiredReset} />;
  if (found === null) return <Hush />;
  if (signingIn) {
    return (
      <SignIn
        house={house}
        title={words.resetDoneTitle}
        text={words.resetDoneText}
        known={signingIn}
        onIn={goIn}
      />
    );
  }
  return <NewPassword house={house} secret={key} whose={found} onGone={refused} onSignIn={setSigningIn} />;
}

interface NewPasswordProps {
  house: HouseFace;
  /** The key of the link. */
  secret: string;
  whose: Opens;
  onGone: (code: string) => void;
  /** It is set, and something more is asked before one is in; the password only where that is a code. */
  onSignIn: (known: { login: string; password?: string }) => void;
}

function NewPassword({ house, secret, whose, onGone, onSignIn }: NewPasswordProps) {
  const client = useClient();
  const words = useDoorWords();
  const rules = useRules();
  const login = whose.handle;
  const form = useForm({
    fields: { password: rules.password },
    send: async ({ password }) => {
      const answer = await sessions.reset(client, secret, password);
      if (!answer.ok) {
        if (answer.code === "expired") onGone(answer.code);
        return answer;
      }
      const signedIn = await sessions.signIn(client, { login, password });
      if (signedIn.ok) goIn();
      else onSignIn(signedIn.code === "code_needed" ? { login, password } : { login });
      return answer;
    },
    wrong: rules.wrong,
  });
  return (
    <Frame
      house={house}
      title={words.resetTitle}
      text={
        <>
          <p>{words.resetFor(whose.name, login)}</p>
          <p>{words.resetText}</p>
        </>
      }
    >
      <Form form={form}>
        {/* So that a password manager knows whose it is. */}
        <input autoComplete="username" value={login} readOnly hidden />
        <PasswordField name="password" label={words.newPassword} hint={words.passwordHint} fresh first />
        <FormError />
        <SubmitButton>{words.reset}</SubmitButton>
      </Form>
    </Frame>
  );
}

function goIn(): void {
  navigate({ page: "home" }, { replace: true });
}
