// Where I am signed in; the way to end that; and the way in for my phone.
import { useState } from "react";
import { useClient, useLocale } from "@madang/react";
import { Icon, useWords, whyRefused } from "@madang/react/ui";
import { useAskAnew, useAsked } from "../api/asking.ts";
import { sessions, type SessionEntry } from "../api/sessions.ts";
import { SectionPage } from "../shell/Sections.tsx";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { Answered } from "./Answered.tsx";
import { Block } from "./Block.tsx";
import { deviceOf, nameOf } from "./devices.ts";
import { PhoneCode } from "./PhoneCode.tsx";
import { ago } from "./times.ts";

export function Devices() {
  const words = useAccountWords();
  const asked = useAsked(["sessions"], sessions.list);
  const [showing, setShowing] = useState(false);
  return (
    <SectionPage title={words.devices} back={{ page: "account", section: null }}>
      <Block
        title={words.phone}
        text={words.phoneText}
        tools={
          <button type="button" className="md-button" onClick={() => setShowing(true)}>
            <Icon name="phone" />
            {words.phoneShow}
          </button>
        }
      />
      <Answered asked={asked}>{(found) => <List all={found.sessions} />}</Answered>
      {showing ? <PhoneCode onClose={() => setShowing(false)} /> : null}
    </SectionPage>
  );
}

function List({ all }: { all: readonly SessionEntry[] }) {
  const client = useClient();
  const words = useAccountWords();
  const common = useWords();
  const askAnew = useAskAnew();
  const [problem, setProblem] = useState<string | null>(null);
  const end = async (ending: ReturnType<typeof sessions.end>) => {
    const result = await ending;
    setProblem(result.ok ? null : whyRefused(result.code, common));
    await askAnew("sessions");
  };
  const devices = all.filter(({ kind }) => kind !== "token");
  const sorted = devices.toSorted(
    (one, other) => Number(other.current) - Number(one.current) || other.seen_at.localeCompare(one.seen_at),
  );
  return (
    <Block title={words.devices} text={words.devicesText}>
      <ul className={styles["list"]}>
        {sorted.map((session) => (
          <Device
            key={session.id}
            session={session}
            onEnd={() => void end(sessions.end(client, session.id))}
          />
        ))}
      </ul>
      <p className={styles["problem"]} role="alert">
        {problem}
      </p>
      {devices.length > 1 ? (
        <div className={styles["bar"]}>
          <button type="button" className="md-button" onClick={() => void end(sessions.endOthers(client))}>
            {words.endOthers}
          </button>
        </div>
      ) : null}
    </Block>
  );
}

function Device({ session, onEnd }: { session: SessionEntry; onEnd: () => void }) {
  const words = useAccountWords();
  const locale = useLocale();
  const { handy } = deviceOf(session.agent);
  const name = nameOf(session.agent, words);
  return (
    <li>
      <Icon name={handy || session.kind === "phone" ? "phone" : "screen"} />
      <div>
        <b>
          {name}
          {session.current ? <span className={styles["badge"]}>{words.thisDevice}</span> : null}
        </b>
        <p>
          {session.current ? words.now : words.seen(ago(session.seen_at, locale))}
          {session.address ? <span className={styles["address"]}>{session.address}</span> : null}
        </p>
      </div>
      {session.current ? null : (
        <button type="button" className="md-button" aria-label={words.endSessionOf(name)} onClick={onEnd}>
          {words.endSession}
        </button>
      )}
    </li>
  );
}
