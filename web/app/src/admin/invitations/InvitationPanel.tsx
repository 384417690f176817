// One invitation beside the list: what it is for, who came by it, and taking it back.
import { useState } from "react";
import { useClient, useLocale } from "@madang/react";
import { Avatar } from "@madang/react/ui";
import { useAsked, useAskAnew } from "../../api/asking.ts";
import { invitations, type Invitation } from "../../api/invitations.ts";
import { Link } from "../../Link.tsx";
import { useLinkWords } from "../../words/links/words.ts";
import { Confirm } from "../parts/Confirm.tsx";
import { day, dayAndTime } from "../parts/dates.ts";
import list from "../parts/List.module.css";
import { usePeopleNames } from "../parts/names.ts";
import { say } from "../../shell/said.tsx";
import { Panel } from "../parts/Panel.tsx";
import panel from "../parts/Panel.module.css";
import { Answer } from "../parts/States.tsx";
import { useAdminWords } from "../words/words.ts";
import styles from "./Invitations.module.css";
import { useRoomNames } from "./rooms.ts";
import { stateOf } from "../../invitations/state.ts";

export function InvitationPanel({ invitation }: { invitation: Invitation }) {
  const words = useAdminWords();
  const links = useLinkWords();
  const locale = useLocale();
  const roomNames = useRoomNames();
  const by = usePeopleNames([invitation.by]).get(invitation.by);
  const [now] = useState(() => Date.now());
  const state = stateOf(invitation, now);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.inviteState, words.invitationStates[state]],
    [words.role, words.roles[invitation.role]],
    [words.inviteRooms, invitation.rooms.map((id) => roomNames.get(id) ?? id).join(", ")],
    [
      links.inviteExpiry,
      invitation.expires_at === null ? links.expiries.never : dayAndTime(invitation.expires_at, locale),
    ],
    [links.inviteUses, words.invitationUsed(invitation.used, invitation.uses)],
    [words.inviteMadeBy, by && `${by}, ${day(invitation.created_at, locale)}`],
  ];
  return (
    <Panel
      title={invitation.note || words.invitationFor[invitation.role]}
      list={{ page: "admin", section: "invitations", id: null }}
    >
      <dl className={`${panel["facts"]} ${styles["facts"]}`}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <h3>{words.cameBy}</h3>
      <Uses id={invitation.id} used={invitation.used} />
      {state === "open" ? <Revoke id={invitation.id} /> : null}
    </Panel>
  );
}

/** Asked anew whenever one more came. */
function Uses({ id, used }: { id: string; used: number }) {
  const words = useAdminWords();
  const locale = useLocale();
  const asked = useAsked(["invitation-uses", id, used], (client) => invitations.uses(client, id));
  const names = usePeopleNames(asked.data?.uses.map(({ person }) => person) ?? []);
  return (
    <Answer asked={asked} lines={2}>
      {({ uses }) =>
        uses.length === 0 ? (
          <p className={styles["none"]}>{words.nobodyCame}</p>
        ) : (
          <ul className={styles["uses"]}>
            {uses.map(({ person, at }) => (
              <li key={person}>
                <Link to={{ page: "admin", section: "people", id: person }}>
                  <Avatar id={person} name={names.get(person) ?? "?"} size="m" />
                  <b>{names.get(person) ?? words.somebody}</b>
                  <time className={list["side"]} dateTime={at}>
                    {day(at, locale)}
                  </time>
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

function Revoke({ id }: { id: string }) {
  const words = useAdminWords();
  const client = useClient();
  const anew = useAskAnew();
  const [asking, setAsking] = useState(false);
  return (
    <ul className={panel["deeds"]} data-danger="true">
      <li>
        <b>{words.revoke}</b>
        <p>{words.revokeText}</p>
        <button type="button" className="md-button" onClick={() => setAsking(true)}>
          {words.revoke}
        </button>
        {asking ? (
          <Confirm
            title={words.revokeTitle}
            lines={words.revokeLines}
            act={words.revoke}
            danger
            deed={() => invitations.revoke(client, id)}
            onDone={() => {
              void anew("invitations");
              say(words.revoked);
            }}
            onClose={() => setAsking(false)}
          />
        ) : null}
      </li>
    </ul>
  );
}
