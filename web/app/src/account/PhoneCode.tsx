// A QR code that signs in whoever scans it, for a short time; and a word when somebody did.
import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "@madang/react";
import { Icon, useWords, whyRefused } from "@madang/react/ui";
import { useAsked } from "../api/asking.ts";
import { sessions, type TimedLink } from "../api/sessions.ts";
import { Dialog } from "../dialogs/Dialog.tsx";
import { OnlyHere } from "../forms/OnlyHere.tsx";
import { Qr } from "../forms/Qr.tsx";
import { wholeLink } from "../forms/whole.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { clockOf } from "./times.ts";

/** How often it is asked whether the phone is there. */
const LOOK_MS = 2000;

export function PhoneCode({ onClose }: { onClose: () => void }) {
  const words = useAccountWords();
  const [turn, setTurn] = useState(0);
  const came = usePhoneCame();
  return (
    <Dialog title={words.phone} onClose={onClose}>
      {came ? (
        <output className={styles["came"]}>
          <Icon name="check" />
          {words.phoneCame}
        </output>
      ) : (
        <Code key={turn} onAgain={() => setTurn(turn + 1)} />
      )}
      <div className={styles["bar"]}>
        <button type="button" className="md-button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

function Code({ onAgain }: { onAgain: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const common = useWords();
  const [link, setLink] = useState<TimedLink | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    void sessions.invitePhone(client).then((answer) => {
      if (!here) return;
      if (answer.ok) setLink(answer.value);
      else setProblem(whyRefused(answer.code, common));
    });
    return () => void (here = false);
  }, [client, common]);
  const left = useSecondsUntil(link?.expires_at ?? null);
  const gone = link !== null && left <= 0;
  return (
    <>
      <p className={styles["intro"]}>{words.phoneScan}</p>
      {link ? <OnlyHere link={wholeLink(link.url)} /> : null}
      <div className={styles["code"]} data-gone={gone}>
        {link ? <Qr text={wholeLink(link.url)} label={words.phoneQr} /> : null}
        {gone ? (
          <button type="button" className="md-button md-primary" onClick={onAgain}>
            {words.phoneAgain}
          </button>
        ) : null}
        <p role="alert">{problem}</p>
      </div>
      <p className={styles["left"]}>
        {link === null ? null : gone ? words.phoneGone : words.phoneLeft(clockOf(left))}
      </p>
    </>
  );
}

/** Whether a phone signed in since this was first asked. */
function usePhoneCame(): boolean {
  const asked = useAsked(["sessions"], sessions.list);
  const phones = asked.data?.sessions.filter(({ kind }) => kind === "phone").map(({ id }) => id);
  const [before, setBefore] = useState<readonly string[] | null>(null);
  if (before === null && phones !== undefined) setBefore(phones);
  const look = useEffectEvent(() => void asked.refetch());
  useEffect(() => {
    const timer = setInterval(() => look(), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return before !== null && phones?.some((id) => !before.includes(id)) === true;
}

function useSecondsUntil(at: string | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? Infinity : (Date.parse(at) - now) / 1000;
}
