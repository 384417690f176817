// One person beside the list: who they are, and what one may do about it.
import { useState } from "react";
import { useLocale, useMe } from "@madang/react";
import { Avatar } from "@madang/react/ui";
import { useAsked } from "../../api/asking.ts";
import { people, type Profile } from "../../api/people.ts";
import { day } from "../parts/dates.ts";
import { Badge } from "../parts/List.tsx";
import { Panel } from "../parts/Panel.tsx";
import panel from "../parts/Panel.module.css";
import { Answer } from "../parts/States.tsx";
import { useAdminWords, type AdminWords } from "../words/words.ts";
import { RoleBadge, StateBadge } from "./Badges.tsx";
import { dangersFor, deedsFor, whyFixed, type Deed } from "./deeds.ts";
import { PersonDialog } from "./PersonDialog.tsx";
import styles from "./Person.module.css";

export function PersonPanel({ id, known }: { id: string; known: Profile | undefined }) {
  const words = useAdminWords();
  const asked = useAsked(["person", id], (client) => people.get(client, id));
  const person = asked.data ?? known;
  return (
    <Panel
      title={person?.name ?? words.sections.people}
      list={{ page: "admin", section: "people", id: null }}
    >
      <Answer asked={{ ...asked, data: person }} lines={3}>
        {(there) => <About person={there} />}
      </Answer>
    </Panel>
  );
}

function About({ person }: { person: Profile }) {
  const words = useAdminWords();
  const locale = useLocale();
  const me = useMe();
  const email =
    person.email && !person.email_verified ? words.emailUnverified(person.email) : (person.email ?? null);
  const facts: readonly (readonly [string, string | null])[] = [
    [words.about, person.title],
    [words.email, email],
    [words.timeZone, person.time_zone],
    [words.joined, day(person.joined_at, locale)],
  ];
  return (
    <>
      <div className={styles["who"]}>
        <Avatar id={person.id} name={person.name} picture={person.picture} size="xl" />
        <div>
          <b>{person.name}</b>
          <p>
            {person.handle ? <span>@{person.handle}</span> : null}
            {person.id === me?.id ? <Badge>{words.me}</Badge> : null}
            <RoleBadge role={person.role} always />
            <StateBadge state={person.state} />
          </p>
        </div>
      </div>
      <dl className={panel["facts"]}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <Deeds person={person} />
    </>
  );
}

function Deeds({ person }: { person: Profile }) {
  const words = useAdminWords();
  const me = useMe();
  const [open, setOpen] = useState<Deed | null>(null);
  const fixed = whyFixed(me, person);
  const dangers = dangersFor(me, person);
  return (
    <>
      <ul className={panel["deeds"]}>
        {person.state === "active" ? (
          <li>
            <b>{words.role}</b>
            <p>{fixed === null ? words.roleTexts[person.role] : words[fixed]}</p>
            {fixed === null ? (
              <button type="button" className="md-button" onClick={() => setOpen("role")}>
                {words.change}
              </button>
            ) : null}
          </li>
        ) : null}
        <Offers deeds={deedsFor(me, person)} onChoose={setOpen} />
      </ul>
      {dangers.length > 0 ? (
        <>
          <h3>{words.danger}</h3>
          <ul className={panel["deeds"]} data-danger="true">
            <Offers deeds={dangers} onChoose={setOpen} />
          </ul>
        </>
      ) : null}
      {open === null ? null : <PersonDialog deed={open} person={person} onClose={() => setOpen(null)} />}
    </>
  );
}

function Offers({ deeds, onChoose }: { deeds: readonly Deed[]; onChoose: (deed: Deed) => void }) {
  const words = useAdminWords();
  return deeds.map((deed) => {
    const { title, text, act } = said(deed, words);
    return (
      <li key={deed}>
        <b>{title}</b>
        <p>{text}</p>
        <button type="button" className="md-button" onClick={() => onChoose(deed)}>
          {act}
        </button>
      </li>
    );
  });
}

function said(deed: Deed, words: AdminWords): { title: string; text: string; act: string } {
  switch (deed) {
    case "role":
      return { title: words.role, text: "", act: words.change };
    case "reset":
      return { title: words.resetLink, text: words.resetLinkText, act: words.resetLinkMake };
    case "sessions":
      return { title: words.signedIn, text: words.signedInText, act: words.signedInAct };
    case "token":
      return { title: words.token, text: words.tokenText, act: words.tokenAct };
    case "deactivate":
      return { title: words.deactivate, text: words.deactivateText, act: words.deactivateAct };
    case "reactivate":
      return { title: words.reactivate, text: words.reactivateText, act: words.reactivateAct };
    case "ban":
      return { title: words.ban, text: words.banText, act: words.banAct };
    case "unban":
      return { title: words.unban, text: words.unbanText, act: words.unbanAct };
    case "erase":
      return { title: words.erase, text: words.eraseText, act: words.eraseAct };
  }
}
