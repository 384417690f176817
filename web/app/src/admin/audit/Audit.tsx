// Who did what, as sentences, the latest first.
import { useState } from "react";
import { useLocale, useMe } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { audit, type Act } from "../../api/audit.ts";
import { Choice } from "../../forms/Choice.tsx";
import { SectionPage } from "../../shell/Sections.tsx";
import { clock, dayKey, dayName } from "../parts/dates.ts";
import { More } from "../parts/List.tsx";
import list from "../parts/List.module.css";
import { usePeopleNames, useRoomNames } from "../parts/names.ts";
import { usePages } from "../parts/pages.ts";
import { Answer, Nothing } from "../parts/States.tsx";
import { useActWords } from "../words/acts.ts";
import { useAdminWords } from "../words/words.ts";
import { ACTIONS, pieces, sentence, subjectsOf, type Action } from "./acts.ts";
import styles from "./Audit.module.css";

export function Audit() {
  const words = useAdminWords();
  const me = useMe();
  const acts = useActWords();
  const [action, setAction] = useState<Action | "">("");
  const found = usePages(["audit", action], {
    ask: (client, before: number | null) => audit.list(client, action || null, before),
    items: ({ acts: all }: { acts: readonly Act[] }) => all,
    next: ({ acts: all }) => (all.length < audit.LIMIT ? null : (all.at(-1)?.id ?? null)),
  });
  return (
    <SectionPage
      title={words.sections.audit}
      back={{ page: "admin", section: null, id: null }}
      tools={
        me?.role === "owner" ? (
          <a className="md-button" href={audit.exported} download title={words.auditExportHint}>
            <Icon name="download" />
            {words.auditExport}
          </a>
        ) : null
      }
    >
      <p className={list["intro"]}>{words.auditText}</p>
      <div className={styles["kind"]}>
        <Choice
          label={words.auditKind}
          value={action}
          options={[["", words.auditAll], ...ACTIONS.map((one) => [one, acts.kinds[one]] as const)]}
          onChange={setAction}
        />
      </div>
      <Answer asked={found} lines={8}>
        {(all) =>
          all.length === 0 ? (
            <Nothing title={action === "" ? words.auditEmpty : words.auditEmptyKind} />
          ) : (
            <Days acts={all} />
          )
        }
      </Answer>
      <More more={found.more} busy={found.busy} />
    </SectionPage>
  );
}

function Days({ acts }: { acts: readonly Act[] }) {
  const locale = useLocale();
  const people = usePeopleNames(acts.flatMap(subjectsOf));
  const rooms = useRoomNames(acts.flatMap(({ room }) => (room === null ? [] : [room])));
  const days = Map.groupBy(acts, ({ at }) => dayKey(at));
  return [...days].map(([key, those]) => (
    <section key={key}>
      <h2 className={styles["day"]}>{dayName(those[0]?.at ?? "", locale)}</h2>
      <ol className={styles["acts"]}>
        {those.map((act) => (
          <Line key={act.id} act={act} people={people} rooms={rooms} />
        ))}
      </ol>
    </section>
  ));
}

interface LineProps {
  act: Act;
  people: ReadonlyMap<string, string>;
  rooms: ReadonlyMap<string, string>;
}

function Line({ act, people, rooms }: LineProps) {
  const locale = useLocale();
  const acts = useActWords();
  const words = useAdminWords();
  return (
    <li>
      <time dateTime={act.at}>{clock(act.at, locale)}</time>
      <p>
        {pieces(sentence(act, people, rooms, acts, words)).map((piece, at) =>
          piece.name ? <b key={at}>{piece.text}</b> : piece.text,
        )}
      </p>
    </li>
  );
}
