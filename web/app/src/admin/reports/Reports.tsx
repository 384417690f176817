// Messages that somebody reported: looked at, deleted or left.
import { useState } from "react";
import { useClient, useLocale } from "@madang/react";
import { Avatar, saidReason, useWords } from "@madang/react/ui";
import { useAskAnew } from "../../api/asking.ts";
import { reports, type Report, type ReportedMessage, type Reports as All } from "../../api/reports.ts";
import { Segments } from "../../dialogs/Segments.tsx";
import { Link } from "../../Link.tsx";
import { SectionPage } from "../../shell/Sections.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { dayAndTime } from "../parts/dates.ts";
import { More } from "../parts/List.tsx";
import list from "../parts/List.module.css";
import { usePages } from "../parts/pages.ts";
import { say } from "../../shell/said.tsx";
import { Answer, Nothing } from "../parts/States.tsx";
import { useDo } from "../parts/useDo.ts";
import { useAdminWords } from "../words/words.ts";
import styles from "./Reports.module.css";

type Shown = "open" | "closed";

export function Reports() {
  const words = useAdminWords();
  const [shown, setShown] = useState<Shown>("open");
  const found = usePages(["reports", shown], {
    ask: (client, before: string | null) => reports.list(client, shown === "open", before),
    items: (all: All) => all.reports.map((report) => ({ report, all })),
    next: ({ reports: all }) => (all.length < reports.LIMIT ? null : (all.at(-1)?.id ?? null)),
  });
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
      <Answer asked={found} lines={3}>
        {(cards) =>
          cards.length === 0 ? (
            <Nothing title={shown === "open" ? words.noReports : words.noClosedReports}>
              {shown === "open" ? <p>{words.noReportsText}</p> : null}
            </Nothing>
          ) : (
            <ul className={styles["reports"]}>
              {cards.map((card) => (
                <Card key={card.report.id} {...card} />
              ))}
            </ul>
          )
        }
      </Answer>
      <More more={found.more} busy={found.busy} />
    </SectionPage>
  );
}

interface CardProps {
  report: Report;
  /** What came with it. */
  all: All;
}

function Card({ report, all }: CardProps) {
  const words = useAdminWords();
  const common = useWords();
  const locale = useLocale();
  const message = all.messages.find(({ id }) => id === report.message);
  const nameOf = (id: string) => all.people.find((one) => one.id === id)?.name ?? words.somebody;
  const room = all.rooms.find(({ id }) => id === report.room);
  return (
    <li className={styles["report"]}>
      <div className={styles["message"]}>
        {message ? (
          <Said message={message} author={nameOf(message.author)} />
        ) : (
          <p className={styles["gone"]}>{words.reportHidden}</p>
        )}
      </div>
      <div className={styles["why"]}>
        <p>{saidReason(report.reason, common) || words.reportNoReason}</p>
        <small>
          {room ? <Link to={{ page: "room", roomId: room.id, people: false }}>{room.name}</Link> : null}
          {words.reportedBy(nameOf(report.reporter), dayAndTime(report.created_at, locale))}
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

function Said({ message, author }: { message: ReportedMessage; author: string }) {
  const words = useAdminWords();
  const locale = useLocale();
  return (
    <>
      <Avatar id={message.author} name={author} />
      <div>
        <p className={styles["who"]}>
          <Link to={{ page: "admin", section: "people", id: message.author }}>{author}</Link>
          <time dateTime={message.created_at}>{dayAndTime(message.created_at, locale)}</time>
        </p>
        {message.deleted ? (
          <p className={styles["gone"]}>{words.reportGone}</p>
        ) : (
          <blockquote>{message.text}</blockquote>
        )}
      </div>
    </>
  );
}

function Deeds({ report, gone }: { report: Report; gone: boolean }) {
  const words = useAdminWords();
  const client = useClient();
  const anew = useAskAnew();
  const attempt = useDo();
  const [asking, setAsking] = useState(false);
  const closed = (note: string) => {
    void anew("reports");
    say(note);
  };
  const dismiss = async () => {
    if (await attempt((by) => reports.close(by, report.id, "dismissed"))) closed(words.reportDismissed);
  };
  return (
    <div className={styles["bar"]}>
      <button type="button" className="md-button" onClick={() => void dismiss()}>
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
          deed={() => reports.close(client, report.id, "deleted")}
          onDone={() => closed(words.reportDeleted)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
