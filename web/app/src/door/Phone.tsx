// On the phone that scanned the code of a signed-in screen: /phone#KEY. It asks, because a link may come from anybody.
import { useState } from "react";
import { useClient, useMe } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { sessions } from "../api/sessions.ts";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { Link } from "../Link.tsx";
import { keyOfLink, navigate } from "../route.ts";
import { useDoorWords } from "../words/door/words.ts";
import { Expired } from "./Expired.tsx";
import { Frame } from "./Frame.tsx";

export function Phone({ house }: { house: HouseFace }) {
  const client = useClient();
  const me = useMe();
  const words = useDoorWords();
  const [key] = useState(keyOfLink);
  const [expired, setExpired] = useState(false);
  const form = useForm({
    fields: {},
    send: async () => {
      const answer = await sessions.claimPhone(client, key);
      if (!answer.ok && answer.code === "expired") setExpired(true);
      return answer;
    },
    done: () => navigate({ page: "home" }, { replace: true }),
  });
  if (key === "") return <Expired house={house} text={words.noKeyText} />;
  if (expired) return <Expired house={house} text={words.expiredPhone} />;
  return (
    <Frame
      house={house}
      title={words.phoneTitle}
      text={
        <>
          <p>{words.phoneText}</p>
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
