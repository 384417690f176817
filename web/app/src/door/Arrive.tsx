// Coming in with just a name: as a guest into an open room, or to look around where nobody owns the house yet.
import { useClient } from "@madang/react";
import { useWords } from "@madang/react/ui";
import type { HouseFace, OpenRoom } from "../api/house.ts";
import { sessions } from "../api/sessions.ts";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { NAME } from "../forms/rules.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { useDoorWords } from "../words/door/words.ts";
import { useAppWords } from "../words/words.ts";
import { Frame, Way } from "./Frame.tsx";

export interface ArriveProps {
  house: HouseFace;
  /** Null where one may go everywhere. */
  room: OpenRoom | null;
  back: readonly [label: string, go: () => void];
}

export function Arrive({ house, room, back }: ArriveProps) {
  const client = useClient();
  const words = useDoorWords();
  const app = useAppWords();
  const common = useWords();
  const form = useForm({
    fields: { name: NAME },
    send: ({ name }) => sessions.arrive(client, name, room?.id),
    blame: { invalid: "name", bad_text: "name", too_long: "name" },
    why: ({ code }) =>
      room !== null && (code === "forbidden" || code === "not_found") ? words.guestClosed : undefined,
  });
  return (
    <Frame
      house={house}
      title={room === null ? words.guestTitle : words.guestRoomTitle(room.name)}
      text={room === null ? app.welcomeText : words.guestText(house.name)}
      ways={<Way onClick={back[1]}>{back[0]}</Way>}
    >
      <Form form={form}>
        <Field
          name="name"
          label={common.nameLabel}
          placeholder={common.namePlaceholder}
          autoComplete="name"
          enterKeyHint="go"
          first
        />
        <FormError />
        <SubmitButton>{common.enter}</SubmitButton>
      </Form>
    </Frame>
  );
}
