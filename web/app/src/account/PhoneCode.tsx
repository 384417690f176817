// A QR code that signs in whoever scans it, for a short time. When the phone is in, the list of devices shows it.
import { useEffect, useState } from "react";
import { useClient } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { useAskAnew } from "../api/asking.ts";
import { sessions, type TimedLink } from "../api/sessions.ts";
import { Dialog } from "../dialogs/Dialog.tsx";
import { Qr } from "../forms/Qr.tsx";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { clockOf } from "./times.ts";

/** How often the list is asked whether the phone is there. */
const LOOK_MS = 3000;

export function PhoneCode({ onClose }: { onClose: () => void }) {
  const [turn, setTurn] = useState(0);
  return <Code key={turn} onClose={onClose} onAgain={() => setTurn(turn + 1)} />;
}

function Code({ onClose, onAgain }: { onClose: () => void; onAgain: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const common = useWords();
  const askAnew = useAskAnew();
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
  useEffect(() => {
    const timer = setInterval(() => void askAnew("sessions"), LOOK_MS);
    return () => clearInterval(timer);
  });
  const gone = link !== null && left <= 0;
  return (
    <Dialog title={words.phone} onClose={onClose}>
      <p className={styles["intro"]}>{words.phoneScan}</p>
      <div className={styles["code"]} data-gone={gone}>
        {link ? <Qr text={new URL(link.url, location.origin).href} label={words.phoneQr} /> : null}
        <p role="alert">{problem}</p>
      </div>
      <div className={styles["bar"]}>
        {link ? (
          <p className={styles["left"]}>{gone ? words.phoneGone : words.phoneLeft(clockOf(left))}</p>
        ) : null}
        {gone ? (
          <button type="button" className="md-button" onClick={onAgain}>
            {words.phoneAgain}
          </button>
        ) : null}
        <button type="button" className="md-button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
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
