// All rooms one may see: what they are, how much is in them, and whether they are still in use.
import { useState } from "react";
import { useClient, useLocale } from "@madang/react";
import { Icon, type IconName } from "@madang/react/ui";
import { useAsked, useAskAnew } from "../../api/asking.ts";
import { house, type StoredRoom } from "../../api/house.ts";
import type { Page } from "../../api/pages.ts";
import { rooms, type RoomEntry, type RoomFace } from "../../api/rooms.ts";
import { Segments } from "../../dialogs/Segments.tsx";
import { Link } from "../../Link.tsx";
import { hrefOf } from "../../route.ts";
import { askRetyped } from "../../rooms/retyped.ts";
import { SectionPage } from "../../shell/Sections.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { bytes } from "../parts/dates.ts";
import { Find, More, useTyped } from "../parts/List.tsx";
import list from "../parts/List.module.css";
import { say } from "../../shell/said.tsx";
import { usePages } from "../parts/pages.ts";
import { Answer, Nothing } from "../parts/States.tsx";
import { useDo } from "../parts/useDo.ts";
import { useAdminWords } from "../words/words.ts";
import styles from "./Rooms.module.css";

type Shown = "open" | "archived";

export function Rooms() {
  const words = useAdminWords();
  const [query, setQuery] = useTyped();
  const [shown, setShown] = useState<Shown>("open");
  const found = useRoomPages(query);
  const sizes = useAsked(["storage"], house.storage).data?.rooms;
  return (
    <SectionPage title={words.sections.rooms} back={{ page: "admin", section: null, id: null }}>
      <div className={list["tools"]}>
        <Find label={words.findRooms} onFind={setQuery} />
        <div className={styles["shown"]}>
          <Segments
            name={words.roomsShown}
            value={shown}
            options={{ open: words.roomsOpen, archived: words.roomsArchived }}
            onChange={setShown}
          />
        </div>
      </div>
      <Answer asked={found} lines={7}>
        {(all) => (
          <List
            rooms={all.filter((room) => room.archived === (shown === "archived"))}
            sizes={sizes}
            nothing={
              query !== "" ? words.noSuchRoom(query) : shown === "archived" ? words.noArchived : words.noRooms
            }
          />
        )}
      </Answer>
      <More more={found.more} busy={found.busy} />
    </SectionPage>
  );
}

function useRoomPages(query: string) {
  return usePages(["rooms", query], {
    ask: (client, after: string | null) =>
      askRetyped(query, async (text) => {
        const found = await rooms.list(client, text, after);
        return found.ok ? { ok: true, value: { items: found.value.rooms, next: found.value.next } } : found;
      }),
    items: (answer: Page<RoomEntry>) =>
      answer.items.map(({ room }) => room).filter((room) => room.kind !== "direct"),
    next: (answer) => answer.next,
  });
}

interface ListProps {
  rooms: readonly RoomFace[];
  sizes: readonly StoredRoom[] | undefined;
  nothing: string;
}

function List({ rooms: listed, sizes, nothing }: ListProps) {
  if (listed.length === 0) return <Nothing title={nothing} />;
  return (
    <ul className={list["list"]}>
      {listed.map((room) => (
        <Line key={room.id} room={room} size={sizes?.find(({ id }) => id === room.id)} />
      ))}
    </ul>
  );
}

export function iconOf(room: Pick<RoomFace, "kind" | "announcement">): IconName {
  if (room.announcement) return "mega";
  if (room.kind === "direct") return "people";
  return room.kind === "private" ? "lock" : room.kind === "open" ? "gate" : "hash";
}

function Line({ room, size }: { room: RoomFace; size: StoredRoom | undefined }) {
  const words = useAdminWords();
  const locale = useLocale();
  const copy = async () => {
    const href = new URL(hrefOf({ page: "room", roomId: room.id, people: false }), location.origin).href;
    await navigator.clipboard.writeText(href).then(
      () => say(words.linkCopied(room.name)),
      () => say(words.linkNotCopied),
    );
  };
  return (
    <li className={`${list["line"]} ${styles["room"]}`}>
      <Icon name={iconOf(room)} />
      <span className={list["about"]}>
        <b>
          <Link to={{ page: "room", roomId: room.id, people: false }}>{room.name}</Link>
        </b>
        <span>
          {[
            words.kinds[room.kind],
            ...(room.announcement ? [words.announcement] : []),
            ...(room.temporary ? [words.temporary] : []),
            ...(size ? [words.messageCount(size.messages), bytes(size.bytes, locale)] : []),
          ].join(" · ")}
        </span>
      </span>
      <span className={list["acts"]}>
        <button
          type="button"
          className="md-button"
          onClick={() => void copy()}
          aria-label={`${words.copyLink}: ${room.name}`}
          title={words.copyLink}
        >
          <Icon name="link" />
        </button>
        <Archiving room={room} />
      </span>
    </li>
  );
}

function Archiving({ room }: { room: RoomFace }) {
  const words = useAdminWords();
  const client = useClient();
  const attempt = useDo();
  const anew = useAskAnew();
  const [asking, setAsking] = useState(false);
  const restore = async () => {
    if (!(await attempt((by) => rooms.archive(by, room.id, false)))) return;
    void anew("rooms");
    say(words.restored(room.name));
  };
  if (room.archived)
    return (
      <button
        type="button"
        className="md-button"
        onClick={() => void restore()}
        aria-label={`${words.restore}: ${room.name}`}
      >
        {words.restore}
      </button>
    );
  return (
    <>
      <button
        type="button"
        className="md-button"
        onClick={() => setAsking(true)}
        aria-label={`${words.archive}: ${room.name}`}
        title={words.archive}
      >
        <Icon name="archive" />
      </button>
      {asking ? (
        <Confirm
          title={words.archiveTitle(room.name)}
          lines={words.archiveLines}
          act={words.archive}
          deed={() => rooms.archive(client, room.id, true)}
          onDone={() => {
            void anew("rooms");
            say(words.archived(room.name), () => void restore());
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
