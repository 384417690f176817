// Messages that somebody reported: looked at, deleted or left.
import { useState } from "react";
import { useClient, useLocale } from "@madang/react";
import { Avatar } from "@madang/react/ui";
import { useAsked, useAskAnew } from "../../api/asking.ts";
import { reports, type Outcome, type Report } from "../../api/reports.ts";
import { rooms } from "../../api/rooms.ts";
import { Segments } from "../../dialogs/Segments.tsx";
import { Link } from "../../Link.tsx";
import { SectionPage } from "../../shell/Sections.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { dayAndTime } from "../parts/dates.ts";
import list from "../parts/List.module.css";
import { usePeopleNames, useRoomNames } from "../parts/names.ts";
import { useNotice } from "../parts/Notice.tsx";
import { Answer, Nothing } from "../parts/States.tsx";
import { useDo } from "../parts/useDo.ts";
import { useAdminWords } from "../words/words.ts";
import styles from "./Reports.module.css";

type Shown = "open" | "closed";

export function Reports() {
  const words = useAdminWords();
  const [shown, setShown] = useState<Shown>("open");
  const asked = useAsked(["reports", shown], (client) => reports.list(client, shown === "open"));
  return (
    <SectionPage title={words.sections.reports} back={{ page: "admin", section: null, id: null }}>
      <div className={`${list["tools"]} ${styles["shown"]}`}>
        <Segments
          name={words.reportsShown}
          value={shown}
          options={{ open: words.reportsOpen, closed: words.reportsClosed }}
          onChange={setShown}
        />
      </div>
      <Answer asked={asked} lines={3}>
        {({ reports: all }) =>
          all.length === 0 ? (
            <Nothing title={shown === "open" ? words.noReports : words.noClosedReports}>
              {shown === "open" ? <p>{words.noReportsText}</p> : null}
            </Nothing>
          ) : (
            <ul className={styles["reports"]}>
              {all.map((report) => (
                <Card key={report.id} report={report} />
              ))}
            </ul>
          )
        }
      </Answer>
    </SectionPage>
  );
}

interface Message {
  readonly author: string;
  readonly text: string;
  readonly created_at: string;
  readonly deleted: boolean;
}

function Card({ report }: { report: Report }) {
  const words = useAdminWords();
  const locale = useLocale();
  const said = useAsked(["reported", report.message], (client) =>
    client.ask<Message>(
      "GET",
      `/rooms/${encodeURIComponent(report.room)}/messages/${encodeURIComponent(report.message)}`,
    ),
  );
  const message = said.data;
  const names = usePeopleNames([report.reporter, ...(message ? [message.author] : [])]);
  const room = useRoomNames([report.room]).get(report.room);
  const reporter = names.get(report.reporter) ?? words.somebody;
  return (
    <li className={styles["report"]}>
      <div className={styles["message"]}>
        {message ? (
          <>
            <Avatar id={message.author} name={names.get(message.author) ?? "?"} />
            <div>
              <p className={styles["who"]}>
                <Link to={{ page: "admin", section: "people", id: message.author }}>
                  {names.get(message.author) ?? words.somebody}
                </Link>
                <time dateTime={message.created_at}>{dayAndTime(message.created_at, locale)}</time>
              </p>
              {message.deleted ? (
                <p className={styles["gone"]}>{words.reportGone}</p>
              ) : (
                <blockquote>{message.text}</blockquote>
              )}
            </div>
          </>
        ) : (
          <p className={styles["gone"]}>{said.error ? words.reportHidden : words.loading}</p>
        )}
      </div>
      <div className={styles["why"]}>
        <p>{report.reason || words.reportNoReason}</p>
        <small>
          {room ? <Link to={{ page: "room", roomId: report.room, people: false }}>{room}</Link> : null}
          {words.reportedBy(reporter, dayAndTime(report.created_at, locale))}
        </small>
      </div>
      {report.outcome === null ? (
        <Deeds report={report} gone={message === undefined || message.deleted} />
      ) : (
        <p className={styles["outcome"]}>{words.outcomes[report.outcome] ?? report.outcome}</p>
      )}
    </li>
  );
}

function Deeds({ report, gone }: { report: Report; gone: boolean }) {
  const words = useAdminWords();
  const client = useClient();
  const say = useNotice();
  const anew = useAskAnew();
  const attempt = useDo();
  const [asking, setAsking] = useState(false);
  const close = async (outcome: Outcome, note: string) => {
    if (!(await attempt((by) => reports.close(by, report.id, outcome)))) return;
    void anew("reports");
    void anew("reported", report.message);
    say(note);
  };
  return (
    <div className={styles["bar"]}>
      <button
        type="button"
        className="md-button"
        onClick={() => void close("dismissed", words.reportDismissed)}
      >
        {words.reportDismiss}
      </button>
      {gone ? null : (
        <button type="button" className={`md-button ${styles["delete"]}`} onClick={() => setAsking(true)}>
          {words.reportDelete}
        </button>
      )}
      {asking ? (
        <Confirm
          title={words.reportDeleteTitle}
          lines={words.reportDeleteLines}
          act={words.reportDelete}
          danger
          deed={() => rooms.deleteMessage(client, report.room, report.message)}
          onDone={() => void close("deleted", words.reportDeleted)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
