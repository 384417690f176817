// Somebody, as everybody may see them, and what one may do: a message, not seeing them any more; in a room that one
// looks after, what concerns them there; and for those who look after the house, the way to the rest.
import { useEffect, useState } from "react";
import type { MemberView } from "@madang/client";
import {
  isStaff,
  looksAfter,
  useClient,
  useIsBlocked,
  useLocale,
  useMe,
  useMembers,
  useObservable,
  useRoom,
} from "@madang/react";
import { Avatar, clockTime, Icon, moment, until, useWords } from "@madang/react/ui";
import type { Profile } from "../api/people.ts";
import { Link } from "../Link.tsx";
import { isOutside } from "../people/useDirectory.ts";
import { useProfile } from "../people/useProfile.ts";
import { navigate } from "../route.ts";
import { useDo } from "../shell/said.tsx";
import { useRoomWords } from "../words/rooms/words.ts";
import { Dialog } from "./Dialog.tsx";
import { InThisRoom } from "./InThisRoom.tsx";
import styles from "./PersonCard.module.css";

export interface PersonCardProps {
  person: string;
  /** Where one met them. */
  roomId?: string;
  onClose: () => void;
}

export default function PersonCard({ person, roomId = "", onClose }: PersonCardProps) {
  const words = useRoomWords();
  const client = useClient();
  const me = useMe();
  const room = client.room(roomId);
  const view = useRoom(roomId);
  const member = useMembers(roomId).find((one) => one.id === person) ?? null;
  const mine = useObservable(room.mine);
  const profile = useProfile(person, (member ?? room.personOf(person))?.role ?? "");
  const blocked = useIsBlocked(person);
  const run = useDo();
  const known = (profile || null) ?? member ?? room.personOf(person);
  const self = me?.id === person;
  const name = known?.name ?? "";

  const write = async () => {
    const opening = client.openDirect([person]);
    if (!(await run(opening))) return;
    const opened = await opening;
    onClose();
    if (opened.ok) navigate({ page: "room", roomId: opened.value, people: false });
  };
  const block = () => {
    onClose();
    void run(client.block(person), words.blocked(name), () => void client.unblock(person));
  };

  return (
    <Dialog title={name} onClose={onClose} bare>
      <div className={styles["card"]}>
        <button type="button" className={styles["close"]} onClick={onClose} aria-label={words.close}>
          <Icon name="close" />
        </button>
        <Avatar id={person} name={name} picture={known?.picture ?? null} size="xl" />
        <div className={styles["who"]}>
          <p className={styles["name"]}>{name}</p>
          <Details profile={profile || null} role={known?.role ?? ""} member={member} />
        </div>
        {profile === false && known === null ? <p className={styles["note"]}>{words.gone}</p> : null}
        {blocked ? (
          <p className={styles["note"]}>
            <Icon name="stop" />
            {words.blockedNote}
          </p>
        ) : null}
        <div className={styles["acts"]}>
          {self ? (
            <Link to={{ page: "account", section: "profile" }} className="md-button" onClick={onClose}>
              {words.myProfile}
            </Link>
          ) : (
            <>
              {isOutside(me) || isOutside(known) ? null : (
                <button
                  type="button"
                  className="md-button md-primary"
                  data-first=""
                  onClick={() => void write()}
                >
                  <Icon name="letter" />
                  {words.message}
                </button>
              )}
              {blocked ? (
                <button
                  type="button"
                  className="md-button"
                  onClick={() => void run(client.unblock(person), words.unblocked(name))}
                >
                  {words.unblock}
                </button>
              ) : (
                <button type="button" className="md-button" onClick={block}>
                  {words.block}
                </button>
              )}
            </>
          )}
        </div>
        {member !== null && !self && view !== null && view.kind !== "direct" && looksAfter(mine) ? (
          <InThisRoom room={room} member={member} onClose={onClose} />
        ) : null}
        {isStaff(me) && !self ? (
          <Link
            to={{ page: "admin", section: "people", id: person }}
            className={styles["admin"]}
            onClick={onClose}
          >
            {words.administer}
          </Link>
        ) : null}
      </div>
    </Dialog>
  );
}

interface DetailsProps {
  profile: Profile | null;
  role: string;
  member: MemberView | null;
}

function Details({ profile, role, member }: DetailsProps) {
  const words = useRoomWords();
  const common = useWords();
  const locale = useLocale();
  const status = profile?.status;
  const named = [profile?.handle ? `@${profile.handle}` : "", profile?.title ?? ""].filter(Boolean);
  const roles = [words.roles[role], member?.admin ? words.keeper : undefined].filter(Boolean);
  const silenced = member?.silencedUntil ?? null;
  const now = useMinute();
  return (
    <>
      {named.length > 0 ? <p className={styles["soft"]}>{named.join(" · ")}</p> : null}
      {status ? (
        <p className={styles["status"]}>
          {status.emoji} {status.text}
          {status.until ? <small>{common.statusUntil(until(status.until, locale))}</small> : null}
        </p>
      ) : null}
      <p className={styles["faint"]}>
        <span>{roles.join(" · ")}</span>
        {profile?.time_zone ? <LocalTime zone={profile.time_zone} now={now} /> : null}
      </p>
      {silenced !== null && Date.parse(silenced) > now ? (
        <p className={styles["faint"]}>{words.silencedUntil(moment(silenced, locale))}</p>
      ) : null}
    </>
  );
}

/** What their clock says, where it says something else than mine. */
function LocalTime({ zone, now }: { zone: string; now: number }) {
  const words = useRoomWords();
  const locale = useLocale();
  const theirs = timeIn(zone, now, locale);
  if (theirs === null || theirs === clockTime(new Date(now).toISOString(), locale)) return null;
  return <span>{words.localTime(theirs)}</span>;
}

function timeIn(zone: string, now: number, locale: string): string | null {
  try {
    const options = { hour: "numeric", minute: "2-digit", timeZone: zone } as const;
    return new Intl.DateTimeFormat(locale === "ko" ? "ko-KR" : "en-US", options).format(now);
  } catch {
    // A time zone that this browser does not know.
    return null;
  }
}

function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
