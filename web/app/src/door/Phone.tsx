// On the phone that scanned the code of a signed-in screen: /phone#KEY. It asks, because a link may come from anybody.
import { useClient, useMe } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { sessions } from "../api/sessions.ts";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { Link } from "../Link.tsx";
import { navigate } from "../route.ts";
import { Hush } from "../screens/Hush.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { Expired } from "./Expired.tsx";
import { Frame } from "./Frame.tsx";
import { useTicket } from "./useTicket.ts";

export function Phone({ house }: { house: HouseFace }) {
  const client = useClient();
  const me = useMe();
  const words = useDoorWords();
  const { key, found, code, refused } = useTicket("phone");
  const form = useForm({
    fields: {},
    send: async () => {
      const answer = await sessions.claimPhone(client, key);
      if (!answer.ok && answer.code === "expired") refused(answer.code);
      return answer;
    },
    done: () => navigate({ page: "home" }, { replace: true }),
  });
  if (code !== null) return <Expired house={house} code={code} text={words.expiredPhone} />;
  if (found === null) return <Hush />;
  return (
    <Frame
      house={house}
      title={words.phoneTitle}
      text={
        <>
          <p>
            {words.phoneFor(found.name)} {words.phoneText}
          </p>
          {me ? <p>{words.phoneAlready(me.name)}</p> : null}
        </>
      }
      ways={me ? <Link to={{ page: "home" }}>{words.goIn}</Link> : null}
    >
      <Form form={form}>
        <FormError />
        <SubmitButton>{words.signIn}</SubmitButton>
      </Form>
    </Frame>
  );
}
