// A link by which guests come into an open room: made here, shown this once, and taken back from here.
import { useEffect, useState } from "react";
import { useClient, useLocale, useRoom } from "@madang/react";
import { until } from "@madang/react/ui";
import { invitations, type Invitation } from "../api/invitations.ts";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { SharedLink } from "../invitations/SharedLink.tsx";
import { stateOf } from "../invitations/state.ts";
import { Terms, USUAL, wishOf } from "../invitations/Terms.tsx";
import { useDo } from "../shell/said.tsx";
import { useLinkWords } from "../words/links/words.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";
import list from "./InviteGuests.module.css";

interface Made {
  readonly url: string;
  readonly expires_at: string | null;
}

export default function InviteGuests({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const words = useLinkWords();
  const more = useRoomWords();
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Dialog title={made === null ? more.inviteGuests : words.inviteReady} onClose={onClose}>
      {made === null ? (
        <NewLink roomId={roomId} onMade={setMade} onClose={onClose} />
      ) : (
        <Ready made={made} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Ready({ made, onClose }: { made: Made; onClose: () => void }) {
  const words = useLinkWords();
  const more = useRoomWords();
  const locale = useLocale();
  const end = made.expires_at;
  return (
    <div className={styles["form"]}>
      <p className={styles["intro"]}>
        {words.inviteOnce} {end === null ? null : words.until(until(end, locale))}
      </p>
      <SharedLink url={made.url} />
      <div className={styles["bar"]}>
        <button type="button" className="md-button" onClick={onClose}>
          {more.close}
        </button>
      </div>
    </div>
  );
}

interface NewLinkProps {
  roomId: string;
  onMade: (made: Made) => void;
  onClose: () => void;
}

function NewLink({ roomId, onMade, onClose }: NewLinkProps) {
  const client = useClient();
  const words = useLinkWords();
  const room = useRoom(roomId);
  const [terms, setTerms] = useState(USUAL);
  const form = useForm({
    fields: {},
    send: () =>
      invitations.make(client, { role: "guest", rooms: [roomId], note: room?.name ?? "", ...wishOf(terms) }),
    done: onMade,
  });
  return (
    <Form form={form} className={styles["form"]}>
      <p className={styles["intro"]}>{words.guestsText(room?.name ?? "")}</p>
      <Terms terms={terms} onChange={setTerms} />
      <FormError />
      <Bar onCancel={onClose}>
        <SubmitButton>{words.inviteMake}</SubmitButton>
      </Bar>
      <Links roomId={roomId} />
    </Form>
  );
}

/** Mine that work now; for those who look after the house, all. */
function Links({ roomId }: { roomId: string }) {
  const client = useClient();
  const words = useLinkWords();
  const locale = useLocale();
  const run = useDo();
  const [links, setLinks] = useState<readonly Invitation[]>([]);
  const [now] = useState(() => Date.now());
  useEffect(() => {
    let here = true;
    void invitations.list(client).then((answer) => {
      if (here && answer.ok) setLinks(guestLinks(answer.value.invitations, roomId, now));
    });
    return () => void (here = false);
  }, [client, roomId, now]);
  const revoke = async (id: string) => {
    if (await run(invitations.revoke(client, id), words.revoked))
      setLinks((before) => before.filter((one) => one.id !== id));
  };
  if (links.length === 0) return null;
  return (
    <section className={list["links"]}>
      <h3>{words.guestLinks}</h3>
      <ul>
        {links.map(({ id, expires_at, used, uses }) => {
          const end = expires_at === null ? words.linkForEver : words.linkUntil(until(expires_at, locale));
          return (
            <li key={id}>
              <span>
                <b>{end}</b>
                <small>{words.linkUsed(used, uses)}</small>
              </span>
              <button
                type="button"
                className="md-button"
                aria-label={words.revokeOne(end)}
                onClick={() => void revoke(id)}
              >
                {words.revoke}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function guestLinks(all: readonly Invitation[], roomId: string, now: number): readonly Invitation[] {
  return all.filter(
    (one) => one.role === "guest" && one.rooms.includes(roomId) && stateOf(one, now) === "open",
  );
}
