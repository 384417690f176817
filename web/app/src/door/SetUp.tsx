// The first run: whoever is here first names the place and becomes its owner.
import { useClient, useMe } from "@madang/react";
import { house as houses, useHouse, type HouseFace } from "../api/house.ts";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { HandleField } from "../forms/HandleField.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { HOUSE, useRules } from "../forms/rules.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { HOME, keyOfLink, navigate, useRoute } from "../route.ts";
import { useDoorWords } from "../words/door/words.ts";
import { useAppWords } from "../words/words.ts";
import { Frame, Way } from "./Frame.tsx";

export function SetUp({ house, lookAround }: { house: HouseFace; lookAround: () => void }) {
  const client = useClient();
  const words = useDoorWords();
  const app = useAppWords();
  const rules = useRules();
  const route = useRoute();
  const me = useMe();
  const { look } = useHouse();
  const key = route.page === "setup" ? keyOfLink() : "";
  const form = useForm({
    fields: { house: HOUSE, name: rules.name, handle: rules.handle, password: rules.password },
    send: (values) => houses.claim(client, { ...values, home: app.name, ...(key !== "" && { key }) }),
    done: () => {
      void look();
      navigate(HOME, { replace: true });
    },
    blame: { handle_taken: "handle" },
    wrong: rules.wrong,
    why: ({ code }) => (code === "expired" || code === "forbidden" ? words.setUpExpired : undefined),
  });
  return (
    <Frame
      house={house}
      title={words.setUpTitle}
      text={words.setUpText}
      ways={<Way onClick={lookAround}>{me ? words.goIn : words.lookAround}</Way>}
    >
      <Form form={form}>
        <Field
          name="house"
          label={words.house}
          placeholder={words.houseExample}
          autoComplete="organization"
          first
        />
        <Field name="name" label={words.myName} autoComplete="name" defaultValue={me?.name} />
        <HandleField />
        <PasswordField name="password" label={words.password} hint={words.passwordHint} fresh />
        <FormError />
        <SubmitButton>{words.setUp}</SubmitButton>
      </Form>
    </Frame>
  );
}
