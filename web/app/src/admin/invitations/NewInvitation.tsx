// A new invitation: for whom, where to, how long and how often. Then its link, this once.
import { useState } from "react";
import { useClient, useLocale, useMe } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { useAskAnew } from "../../api/asking.ts";
import { useHouse } from "../../api/house.ts";
import { invitations } from "../../api/invitations.ts";
import type { Role } from "../../api/people.ts";
import type { RoomFace } from "../../api/rooms.ts";
import { Bar } from "../../dialogs/Bar.tsx";
import { Dialog } from "../../dialogs/Dialog.tsx";
import { Field } from "../../forms/Field.tsx";
import { Form } from "../../forms/Form.tsx";
import { FormError } from "../../forms/FormError.tsx";
import { SubmitButton } from "../../forms/SubmitButton.tsx";
import { useForm } from "../../forms/useForm.ts";
import { Terms, USUAL, wishOf } from "../../invitations/Terms.tsx";
import { useLinkWords } from "../../words/links/words.ts";
import { HOME } from "../../route.ts";
import { rolesToInvite } from "../access.ts";
import { Choices } from "../parts/Choices.tsx";
import { dayAndTime } from "../parts/dates.ts";
import dialog from "../parts/Dialogs.module.css";
import { Once } from "../parts/Once.tsx";
import { iconOf } from "../rooms/Rooms.tsx";
import { useAdminWords } from "../words/words.ts";
import styles from "./Invitations.module.css";
import { useRoomsToInvite } from "./rooms.ts";

interface Made {
  readonly url: string;
  readonly expires_at: string | null;
}

export function NewInvitation({ onClose }: { onClose: () => void }) {
  const words = useLinkWords();
  const locale = useLocale();
  const [made, setMade] = useState<Made | null>(null);
  if (made === null) return <Question onMade={setMade} onClose={onClose} />;
  const end = made.expires_at;
  return (
    <Once
      title={words.inviteReady}
      text={words.inviteOnce}
      until={end === null ? undefined : words.until(dayAndTime(end, locale))}
      url={made.url}
      onClose={onClose}
    />
  );
}

function Question({ onMade, onClose }: { onMade: (made: Made) => void; onClose: () => void }) {
  const words = useAdminWords();
  const links = useLinkWords();
  const client = useClient();
  const anew = useAskAnew();
  const { known } = useHouse();
  const closed = known.state === "there" && known.house.registration === "closed";
  const roles = rolesToInvite(useMe(), closed);
  const [role, setRole] = useState<Role>(roles[0] ?? "guest");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [terms, setTerms] = useState(USUAL);
  const [missing, setMissing] = useState(false);
  const all = useRoomsToInvite();
  // Everybody but guests comes into the room of all anyhow.
  const offered = all.filter((room) => (role === "guest" ? room.kind === "open" : room.id !== HOME.roomId));
  const rooms = chosen.filter((id) => offered.some((room) => room.id === id));
  const form = useForm({
    fields: { note: { optional: true, most: 200 } },
    send: ({ note }) => invitations.make(client, { role, rooms, note, ...wishOf(terms) }),
    done: (invitation) => {
      void anew("invitations");
      onMade(invitation);
    },
  });
  const lacking = role === "guest" && rooms.length === 0;
  return (
    <Dialog title={words.inviteTitle} onClose={onClose}>
      <div className={dialog["space"]} />
      <Form form={lacking ? { ...form, submit: () => setMissing(true) } : form}>
        <Choices
          name={words.role}
          quiet
          value={role}
          options={roles.map((one) => [one, words.roles[one], words.roleTexts[one]] as const)}
          onChange={setRole}
        />
        {closed ? <p className={dialog["intro"]}>{words.inviteClosed}</p> : null}
        <PickRooms
          rooms={offered}
          chosen={rooms}
          onChange={(next) => {
            setChosen(next);
            setMissing(false);
          }}
          guest={role === "guest"}
          home={all.find(({ id }) => id === HOME.roomId)?.name}
          missing={missing && lacking}
        />
        <Terms terms={terms} onChange={setTerms} />
        <Field
          name="note"
          label={words.inviteNote}
          placeholder={words.inviteNoteHint}
          hint={words.inviteNoteText}
        />
        <FormError />
        <Bar onCancel={onClose}>
          <SubmitButton>{links.inviteMake}</SubmitButton>
        </Bar>
      </Form>
    </Dialog>
  );
}

interface PickRoomsProps {
  rooms: readonly RoomFace[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  guest: boolean;
  /** What the room is called into which everybody comes. */
  home: string | undefined;
  missing: boolean;
}

function PickRooms({ rooms, chosen, onChange, guest, home, missing }: PickRoomsProps) {
  const words = useAdminWords();
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const hint =
    guest && rooms.length === 0
      ? words.inviteRoomsNone
      : guest
        ? words.inviteRoomsGuest
        : home === undefined
          ? null
          : words.inviteRoomsText(home);
  return (
    <fieldset className={styles["rooms"]}>
      <legend>{words.inviteRooms}</legend>
      {rooms.length > 0 ? (
        <div className={styles["pick"]}>
          {rooms.map((room) => (
            <label key={room.id}>
              <input type="checkbox" checked={chosen.includes(room.id)} onChange={() => toggle(room.id)} />
              <Icon name={iconOf(room)} />
              {room.name}
            </label>
          ))}
        </div>
      ) : null}
      <p>{hint}</p>
      <p role="alert">{missing ? words.inviteRoomsMissing : null}</p>
    </fieldset>
  );
}
