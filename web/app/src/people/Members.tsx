// All about a room and who belongs to it: what it is, the people in it, first those who are here now, how I want to have
// it, and the way out.
import { useState } from "react";
import { looksAfter, isStaff, useClient, useMe, useMembers, useObservable, useRoom } from "@madang/react";
import type { MemberView } from "@madang/client";
import { Avatar, Badge, Icon, PersonStatus } from "@madang/react/ui";
import { BrokenWindow, NotLoadedWindow } from "../dialogs/NotLoadedWindow.tsx";
import { usePlace } from "../house/usePlace.ts";
import { part } from "../part.tsx";
import { closePane, Pane } from "../shell/Pane.tsx";
import { useRoomWords } from "../words/rooms/words.ts";
import { rank } from "../rooms/matching.ts";
import { useAppWords } from "../words/words.ts";
import { AboutRoom } from "./AboutRoom.tsx";
import { ForMe } from "./ForMe.tsx";
import styles from "./Members.module.css";
import { hasAccount, isOutside } from "./useDirectory.ts";

const WINDOW = { missing: NotLoadedWindow, broken: BrokenWindow };
const LeaveRoom = part(() => import("../dialogs/LeaveRoom.tsx"), WINDOW);
const RoomSettings = part(() => import("../dialogs/RoomSettings.tsx"), WINDOW);
const InviteGuests = part(() => import("../dialogs/InviteGuests.tsx"), WINDOW);
const AddPeople = part(() => import("../dialogs/AddPeople.tsx"), WINDOW);

/** From so many on one looks for people by their names. */
const MANY = 12;

export interface MembersProps {
  roomId: string;
  onPerson: (person: string) => void;
}

export function Members({ roomId, onPerson }: MembersProps) {
  const words = useAppWords();
  const more = useRoomWords();
  const me = useMe();
  const room = useRoom(roomId);
  const handle = useClient().room(roomId);
  const mine = useObservable(handle.mine);
  const [query, setQuery] = useState("");
  const [dialog, setDialog] = useState<"leave" | "settings" | "add" | "guests" | null>(null);
  const all = useMembers(roomId);
  const members = all.filter((member) => rank(member.name, query) !== null);
  const here = members.filter((member) => member.here);
  const away = members.filter((member) => !member.here);
  const direct = room?.kind === "direct";
  const joined = room?.joined === true;
  const manages = room !== null && !direct && (looksAfter(mine) || isStaff(me));
  const adds = joined && !direct && !room.archived && !isOutside(me) && (room.kind !== "private" || manages);
  // By a link into an open room, once the house has an owner.
  const claimed = usePlace() !== null;
  const invites =
    claimed && joined && room.kind === "open" && !room.archived && !room.temporary && hasAccount(me);
  return (
    <Pane
      title={direct ? more.direct : more.roomInfo}
      label={words.people}
      className={styles["members"]}
      onClose={() => closePane({ page: "room", roomId, people: false })}
    >
      {/* Between its buttons there is text to be read: arrow keys scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role */}
      <div className={styles["list"]} role="group" aria-label={words.people} tabIndex={0}>
        {room ? <AboutRoom room={room} /> : null}
        {manages ? (
          <button type="button" className={styles["act"]} onClick={() => setDialog("settings")}>
            <Icon name="gear" />
            {more.settings}
          </button>
        ) : null}
        {invites ? (
          <button type="button" className={styles["act"]} onClick={() => setDialog("guests")}>
            <Icon name="link" />
            {more.inviteGuests}
          </button>
        ) : null}
        {joined ? <ForMe room={room} /> : null}
        {joined ? (
          <div className={styles["people"]}>
            <h3>{words.people}</h3>
            {adds ? (
              <button type="button" onClick={() => setDialog("add")}>
                <Icon name="plus" />
                {more.addPeople}
              </button>
            ) : null}
          </div>
        ) : null}
        {all.length > MANY ? (
          <input
            type="search"
            className={`md-input ${styles["find"]}`}
            aria-label={more.findPeople}
            placeholder={more.findPeople}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        ) : null}
        {joined && all.length === 0 ? <p className={styles["none"]}>{words.peopleLoading}</p> : null}
        {all.length > 0 && members.length === 0 ? (
          <p className={styles["none"]}>{more.nobodyFound(query)}</p>
        ) : null}
        <Group title={words.peopleHere(here.length)} people={here} onPerson={onPerson} />
        <Group title={words.peopleAway(away.length)} people={away} onPerson={onPerson} />
      </div>
      {joined ? (
        <button type="button" className={styles["leave"]} onClick={() => setDialog("leave")}>
          <Icon name="leave" />
          {direct ? more.leaveDirect : words.leaveRoom}
        </button>
      ) : null}
      {dialog === "leave" ? <LeaveRoom room={handle} onClose={() => setDialog(null)} /> : null}
      {dialog === "settings" ? <RoomSettings room={handle} onClose={() => setDialog(null)} /> : null}
      {dialog === "guests" ? <InviteGuests roomId={roomId} onClose={() => setDialog(null)} /> : null}
      {dialog === "add" ? <AddPeople roomId={roomId} onClose={() => setDialog(null)} /> : null}
    </Pane>
  );
}

interface GroupProps {
  title: string;
  people: readonly MemberView[];
  onPerson: (person: string) => void;
}

function Group({ title, people, onPerson }: GroupProps) {
  if (people.length === 0) return null;
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {people.map((person) => (
          <Somebody key={person.id} person={person} onPerson={onPerson} />
        ))}
      </ul>
    </section>
  );
}

function Somebody({ person, onPerson }: { person: MemberView; onPerson: (person: string) => void }) {
  const words = useAppWords();
  const more = useRoomWords();
  const me = useMe();
  const [now] = useState(() => Date.now());
  const silenced = person.silencedUntil !== null && Date.parse(person.silencedUntil) > now;
  return (
    <li data-here={person.here}>
      <button type="button" onClick={() => onPerson(person.id)}>
        <Avatar
          id={person.id}
          name={person.name}
          picture={person.picture}
          size="m"
          here={person.here || undefined}
        />
        <b>{person.name}</b>
        <Badge role={person.role} />
        <PersonStatus person={person.id} full />
        {person.id === me?.id ? <small>{words.me}</small> : null}
        {silenced ? <small>{more.silenced}</small> : null}
        {person.admin ? <small className={styles["keeper"]}>{more.keeper}</small> : null}
      </button>
    </li>
  );
}
