// An account without an invitation, where the house lets everybody have one.
import { useClient } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { sessions } from "../api/sessions.ts";
import { useForm } from "../forms/useForm.ts";
import { useRules } from "../forms/rules.ts";
import { HOME, navigate } from "../route.ts";
import { Link } from "../Link.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { AccountForm, accountFields, toAccount } from "./AccountForm.tsx";
import { Frame } from "./Frame.tsx";

export function Register({ house }: { house: HouseFace }) {
  const client = useClient();
  const words = useDoorWords();
  const rules = useRules();
  const form = useForm({
    fields: accountFields(rules),
    send: (values) => sessions.register(client, toAccount(values)),
    done: () => navigate(HOME, { replace: true }),
    blame: { handle_taken: "handle" },
    wrong: rules.wrong,
  });
  return (
    <Frame
      house={house}
      title={words.registerTitle}
      text={words.registerText(house.name)}
      ways={<Link to={{ page: "sign-in" }}>{words.toSignIn}</Link>}
    >
      <AccountForm form={form} email={house.sign_in.mail}>
        {words.createAccount}
      </AccountForm>
    </Frame>
  );
}
