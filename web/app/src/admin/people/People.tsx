// Everybody who is or was here: found by name or handle, and opened beside the list.
import { useState } from "react";
import { useLocale, useMe } from "@madang/react";
import { Avatar, Icon } from "@madang/react/ui";
import type { Page } from "../../api/pages.ts";
import type { Profile } from "../../api/people.ts";
import { Link } from "../../Link.tsx";
import { askPeople } from "../../people/useDirectory.ts";
import { SectionPage } from "../../shell/Sections.tsx";
import { day } from "../parts/dates.ts";
import { Badge, Find, More, useTyped } from "../parts/List.tsx";
import list from "../parts/List.module.css";
import { usePages } from "../parts/pages.ts";
import panel from "../parts/Panel.module.css";
import { Answer, Nothing } from "../parts/States.tsx";
import { useAdminWords } from "../words/words.ts";
import { RoleBadge, StateBadge } from "./Badges.tsx";
import { NewBot } from "./NewBot.tsx";
import { PersonPanel } from "./PersonPanel.tsx";

export function People({ id }: { id: string | null }) {
  const words = useAdminWords();
  const [query, setQuery] = useTyped();
  const [making, setMaking] = useState(false);
  const found = usePages(["people", query], {
    ask: (client, after: string | null) => askPeople(client, query, after),
    items: (answer: Page<Profile>) => answer.items,
    next: (answer) => answer.next,
  });
  return (
    <div className={panel["split"]} data-open={id !== null}>
      <SectionPage
        title={words.sections.people}
        back={{ page: "admin", section: null, id: null }}
        tools={
          <button type="button" className="md-button" onClick={() => setMaking(true)}>
            <Icon name="plus" />
            {words.newBot}
          </button>
        }
      >
        <div className={list["tools"]}>
          <Find label={words.findPeople} onFind={setQuery} />
        </div>
        <Answer asked={found} lines={8}>
          {(all) =>
            all.length === 0 ? (
              <Nothing title={query === "" ? words.nobodyYet : words.nobody(query)} />
            ) : (
              <ul className={list["list"]}>
                {all.map((person) => (
                  <Line key={person.id} person={person} here={person.id === id} />
                ))}
              </ul>
            )
          }
        </Answer>
        <More more={found.more} busy={found.busy} />
      </SectionPage>
      {id === null ? null : (
        <PersonPanel key={id} id={id} known={found.data?.find((person) => person.id === id)} />
      )}
      {making ? <NewBot onClose={() => setMaking(false)} /> : null}
    </div>
  );
}

function Line({ person, here }: { person: Profile; here: boolean }) {
  const words = useAdminWords();
  const locale = useLocale();
  const me = useMe();
  return (
    <li>
      <Link
        className={list["line"]}
        to={{ page: "admin", section: "people", id: person.id }}
        aria-current={here ? "true" : undefined}
        data-state={person.state}
      >
        <Avatar id={person.id} name={person.name} picture={person.picture} />
        <span className={list["about"]}>
          <b>
            <span>{person.name}</span>
            {person.id === me?.id ? <Badge>{words.me}</Badge> : null}
            <RoleBadge role={person.role} />
            <StateBadge state={person.state} />
          </b>
          <span>{[person.handle && `@${person.handle}`, person.title].filter(Boolean).join(" · ")}</span>
        </span>
        <time className={list["side"]} dateTime={person.joined_at}>
          {day(person.joined_at, locale)}
        </time>
      </Link>
    </li>
  );
}
