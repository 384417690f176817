// Where somebody is signed in, and signing them out there: for a telephone that was lost.
import { useClient, useLocale } from "@madang/react";
import { ago } from "../../account/times.ts";
import { nameOf } from "../../account/devices.ts";
import { useAskAnew, useAsked } from "../../api/asking.ts";
import { people, type Profile } from "../../api/people.ts";
import { say } from "../../shell/said.tsx";
import { useAccountWords } from "../../words/account/words.ts";
import { Confirm } from "../parts/Confirm.tsx";
import { Answer } from "../parts/States.tsx";
import { useAdminWords } from "../words/words.ts";
import styles from "./Person.module.css";

export function SignedIn({ person, onClose }: { person: Profile; onClose: () => void }) {
  const words = useAdminWords();
  const mine = useAccountWords();
  const locale = useLocale();
  const client = useClient();
  const anew = useAskAnew();
  const asked = useAsked(["person-sessions", person.id], (ask) => people.sessions(ask, person.id));
  const devices = asked.data?.sessions.filter(({ kind }) => kind !== "token");
  return (
    <Confirm
      title={words.signedInTitle(person.name)}
      lines={words.signOutLines}
      chosen
      act={words.signOutAct}
      blocked={!devices?.length}
      deed={() => people.signOut(client, person.id)}
      onDone={() => {
        void anew("person-sessions", person.id);
        say(words.signedOut(person.name));
      }}
      onClose={onClose}
    >
      <Answer asked={{ ...asked, data: devices }} lines={2}>
        {(found) =>
          found.length === 0 ? (
            <p className={styles["nowhere"]}>{words.signedInNowhere}</p>
          ) : (
            <ul className={styles["devices"]}>
              {found.map((session) => (
                <li key={session.id}>
                  <b>{nameOf(session.agent, mine)}</b>
                  <small>
                    {mine.seen(ago(session.seen_at, locale))}
                    {session.address ? <span>{session.address}</span> : null}
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Confirm>
  );
}
