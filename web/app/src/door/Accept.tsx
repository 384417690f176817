// An invitation that is good: who asks one in, as what and where to, and the form that takes it. Guests give a name;
// all others make an account. A guest who is in already becomes a member and stays the same person.
import { useState } from "react";
import type { Refusal } from "@madang/client";
import { useClient, useMe } from "@madang/react";
import { Icon, useWords } from "@madang/react/ui";
import type { HouseFace } from "../api/house.ts";
import { invitations, type InvitationFace } from "../api/invitations.ts";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { NAME, useRules } from "../forms/rules.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { useDoorWords, type DoorWords } from "../words/door/words.ts";
import { AccountForm, accountFields, toAccount } from "./AccountForm.tsx";
import { Frame, Way } from "./Frame.tsx";
import styles from "./Frame.module.css";

export interface AcceptProps {
  house: HouseFace;
  invitation: InvitationFace;
  /** The key of the link. */
  secret: string;
  onIn: () => void;
  onSignIn: () => void;
  onExpired: (refusal: Refusal) => void;
}

export function Accept(props: AcceptProps) {
  const { house, invitation, onSignIn } = props;
  // As they came: who becomes a member here is on the way in.
  const now = useMe();
  const [me] = useState(now);
  const words = useDoorWords();
  const guest = me?.role === "guest";
  const forGuests = invitation.role === "guest";
  const promoted = guest && !forGuests;
  return (
    <Frame
      house={house}
      title={promoted ? words.joinPromoteTitle : words.joinTitle(invitation.house)}
      text={
        <>
          <p>
            {words.joinBy(invitation.by)} {words.joinAs(roleIn(words, invitation.role))}
          </p>
          {promoted ? <p>{words.joinPromoteText}</p> : null}
          {me && !guest ? <p>{words.joinAlready(me.name)}</p> : null}
          <Rooms invitation={invitation} />
        </>
      }
      ways={me ? null : <Way onClick={onSignIn}>{words.toSignIn}</Way>}
    >
      {me && (!guest || forGuests) ? (
        <AsIAm {...props} name={me.name} />
      ) : forGuests ? (
        <WithName {...props} />
      ) : (
        <WithAccount {...props} name={me?.name ?? ""} />
      )}
    </Frame>
  );
}

function WithAccount({ house, secret, name, onIn, onExpired }: AcceptProps & { name: string }) {
  const client = useClient();
  const words = useDoorWords();
  const rules = useRules();
  const form = useForm({
    fields: accountFields(rules),
    send: async (values) => {
      const answer = await invitations.accept(client, { key: secret, ...toAccount(values) });
      if (!answer.ok && answer.code === "expired") onExpired(answer);
      return answer;
    },
    done: onIn,
    blame: { handle_taken: "handle" },
    wrong: rules.wrong,
  });
  return (
    <AccountForm form={form} email={house.sign_in.mail} name={name}>
      {words.createAccount}
    </AccountForm>
  );
}

function WithName({ secret, onIn, onExpired }: AcceptProps) {
  const client = useClient();
  const words = useDoorWords();
  const common = useWords();
  const form = useForm({
    fields: { name: NAME },
    send: async ({ name }) => {
      const answer = await invitations.accept(client, { key: secret, name });
      if (!answer.ok && answer.code === "expired") onExpired(answer);
      return answer;
    },
    done: onIn,
  });
  return (
    <Form form={form}>
      <Field
        name="name"
        label={common.nameLabel}
        hint={words.joinGuestText}
        placeholder={common.namePlaceholder}
        autoComplete="name"
        first
      />
      <FormError />
      <SubmitButton>{words.join}</SubmitButton>
    </Form>
  );
}

/** Who has an account gains the rooms of the invitation. */
function AsIAm({ secret, name, onIn, onExpired }: AcceptProps & { name: string }) {
  const client = useClient();
  const words = useDoorWords();
  const form = useForm({
    fields: {},
    send: async () => {
      const answer = await invitations.accept(client, { key: secret, name });
      if (!answer.ok && answer.code === "expired") onExpired(answer);
      return answer;
    },
    done: onIn,
  });
  return (
    <Form form={form}>
      <FormError />
      <SubmitButton>{words.join}</SubmitButton>
    </Form>
  );
}

function Rooms({ invitation: { rooms } }: { invitation: InvitationFace }) {
  const words = useDoorWords();
  if (rooms.length === 0) return null;
  return (
    <ul className={styles["rooms"]} aria-label={words.joinRooms}>
      {rooms.map(({ id, name }) => (
        <li key={id}>
          <Icon name="hash" />
          {name}
        </li>
      ))}
    </ul>
  );
}

export function roleIn(words: DoorWords, role: string): string {
  switch (role) {
    case "owner":
      return words.roleOwner;
    case "admin":
      return words.roleAdmin;
    case "guest":
      return words.roleGuest;
    case "bot":
      return words.roleBot;
    default:
      return words.roleMember;
  }
}
