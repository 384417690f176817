// The links by which people come in: those that work, and those that did.
import { useState } from "react";
import { useLocale } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { invitations, type Invitation } from "../../api/invitations.ts";
import { Link } from "../../Link.tsx";
import { SectionPage } from "../../shell/Sections.tsx";
import { day } from "../parts/dates.ts";
import { Badge, More } from "../parts/List.tsx";
import list from "../parts/List.module.css";
import panel from "../parts/Panel.module.css";
import { usePeopleNames } from "../parts/names.ts";
import { usePages } from "../parts/pages.ts";
import { Answer, Nothing } from "../parts/States.tsx";
import { useAdminWords } from "../words/words.ts";
import { InvitationPanel } from "./InvitationPanel.tsx";
import { NewInvitation } from "./NewInvitation.tsx";
import { useRoomNames } from "./rooms.ts";
import { stateOf, type InvitationState } from "../../invitations/state.ts";

export function Invitations({ id }: { id: string | null }) {
  const words = useAdminWords();
  const [making, setMaking] = useState(false);
  const found = usePages(["invitations"], {
    ask: (client, before: string | null) => invitations.list(client, before),
    items: ({ invitations: all }: { invitations: readonly Invitation[] }) => all,
    next: ({ invitations: all }) => (all.length < invitations.LIMIT ? null : (all.at(-1)?.id ?? null)),
  });
  const chosen = found.data?.find((one) => one.id === id);
  const button = (
    <button type="button" className="md-button md-primary" onClick={() => setMaking(true)}>
      <Icon name="plus" />
      {words.newInvitation}
    </button>
  );
  return (
    <div className={panel["split"]} data-open={chosen !== undefined}>
      <SectionPage
        title={words.sections.invitations}
        back={{ page: "admin", section: null, id: null }}
        tools={button}
      >
        <Answer asked={found}>{(all) => <Both all={all} here={id} />}</Answer>
        <More more={found.more} busy={found.busy} />
      </SectionPage>
      {chosen ? <InvitationPanel key={chosen.id} invitation={chosen} /> : null}
      {making ? <NewInvitation onClose={() => setMaking(false)} /> : null}
    </div>
  );
}

function Both({ all, here }: { all: readonly Invitation[]; here: string | null }) {
  const words = useAdminWords();
  const [now] = useState(() => Date.now());
  const newest = all.toSorted((one, other) => other.created_at.localeCompare(one.created_at));
  const works = newest.filter((one) => stateOf(one, now) === "open");
  const old = newest.filter((one) => stateOf(one, now) !== "open");
  if (all.length === 0)
    return (
      <Nothing title={words.noInvitations}>
        <p>{words.noInvitationsText}</p>
      </Nothing>
    );
  return (
    <>
      {works.length > 0 ? (
        <List shown={works} here={here} now={now} />
      ) : (
        <Nothing title={words.noOpenInvitations}>
          <p>{words.noInvitationsText}</p>
        </Nothing>
      )}
      {old.length > 0 ? (
        <>
          <h2 className={list["section"]}>{words.oldInvitations}</h2>
          <List shown={old} here={here} now={now} />
        </>
      ) : null}
    </>
  );
}

function List({ shown, here, now }: { shown: readonly Invitation[]; here: string | null; now: number }) {
  return (
    <ul className={list["list"]}>
      {shown.map((invitation) => (
        <Line
          key={invitation.id}
          invitation={invitation}
          here={invitation.id === here}
          state={stateOf(invitation, now)}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  invitation: Invitation;
  here: boolean;
  state: InvitationState;
}

function Line({ invitation, here, state }: LineProps) {
  const words = useAdminWords();
  const locale = useLocale();
  const { expires_at: end } = invitation;
  const by = usePeopleNames([invitation.by]).get(invitation.by) ?? words.somebody;
  const names = useRoomNames();
  const into = invitation.rooms.flatMap((id) => names.get(id) ?? []).join(", ");
  const until = end === null ? words.invitationForEver : words.invitationUntil(day(end, locale));
  return (
    <li>
      <Link
        className={list["line"]}
        to={{ page: "admin", section: "invitations", id: invitation.id }}
        aria-current={here ? "true" : undefined}
      >
        <Icon name="letter" />
        <span className={list["about"]}>
          <b>
            <span>{invitation.note || words.invitationFor[invitation.role]}</span>
            {invitation.note ? <Badge>{words.roles[invitation.role]}</Badge> : null}
            {state === "open" ? null : <Badge>{words.invitationStates[state]}</Badge>}
          </b>
          {into === "" ? null : <span>{words.invitationInto(into)}</span>}
          <span>
            {words.invitationBy(by, day(invitation.created_at, locale))} ·{" "}
            {words.invitationUsed(invitation.used, invitation.uses)}
          </span>
        </span>
        {state === "open" ? <span className={list["side"]}>{until}</span> : null}
      </Link>
    </li>
  );
}
