// Ctrl/Cmd+K: any room, conversation, person or command by a few letters.
import { useEffect, useId, useState, type ReactNode } from "react";
import type { RoomView } from "@madang/client";
import { useClient, useField, useLocale, useMe, useRooms, type Arrow } from "@madang/react";
import { Avatar, Badge, Icon, RoomIcon } from "@madang/react/ui";
import type { Profile } from "../api/people.ts";
import { DirectPictures } from "../people/DirectPictures.tsx";
import { isOutside, useDirectory } from "../people/useDirectory.ts";
import { useEager } from "../people/useEager.ts";
import { matching } from "../rooms/matching.ts";
import { byName, countForMe, isBegun, isUnread } from "../rooms/order.ts";
import { useFoundRooms } from "../rooms/useFoundRooms.ts";
import { navigate } from "../route.ts";
import type { DialogName } from "../shell/House.tsx";
import { useDo } from "../shell/said.tsx";
import { useAppWords } from "../words/words.ts";
import { Dialog } from "./Dialog.tsx";
import styles from "./Switcher.module.css";
import { useCommands, type Command } from "./useCommands.ts";

interface Option {
  readonly key: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly strong: boolean;
  readonly note: ReactNode;
  readonly go: () => void;
}

export interface SwitcherProps {
  show: (dialog: DialogName) => void;
  onClose: () => void;
}

export default function Switcher({ show, onClose }: SwitcherProps) {
  const words = useAppWords();
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const { options, settled, offline, waiting } = useFound(query, show, onClose);
  const chosen = waiting ? -1 : Math.min(at, options.length - 1);

  const onArrow = (arrow: Arrow) => {
    if (arrow === "ArrowLeft" || arrow === "ArrowRight") return false;
    const step = arrow === "ArrowDown" ? 1 : -1;
    if (options.length > 0 && !waiting) setAt((chosen + step + options.length) % options.length);
    return true;
  };
  const onAnswer = useEager(query, settled, () => options[0]?.go());
  const { attach } = useField<HTMLInputElement>({
    onEnter: () => (chosen < 0 ? onAnswer(null) : options[chosen]?.go()),
    onArrow,
  });
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);

  return (
    <Dialog title={words.find} onClose={onClose} bare>
      <div className={styles["field"]}>
        <Icon name="find" />
        <input
          ref={attach}
          data-first
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
          aria-label={words.find}
          placeholder={words.switcherHint}
          autoComplete="off"
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
        />
      </div>
      <div className={styles["results"]}>
        <output className={styles["none"]}>
          {query.trim() === ""
            ? null
            : offline
              ? words.switcherOffline
              : options.length === 0 && settled
                ? words.switcherNone(query)
                : null}
        </output>
        {/* A list that the field above steers; no native element is one. */}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
        <div className={styles["list"]} id={`${id}-list`} role="listbox" aria-label={words.rooms}>
          {options.map((option, index) => (
            // The keys are those of the field above.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={option.key}
              id={`${id}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onClick={option.go}
              onPointerMove={() => setAt(index)}
            >
              {option.icon}
              <b data-unread={option.strong}>{option.name}</b>
              <span>{option.note}</span>
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

interface Found {
  readonly options: readonly Option[];
  /** The server has answered what is typed. */
  readonly settled: boolean;
  /** The server cannot be asked. */
  readonly offline: boolean;
  /** Nothing fits yet: these are those from before, and none of them is meant. */
  readonly waiting: boolean;
}

/** Mine with the unread first, then people, then the rooms one could join, and what one could do. */
function useFound(query: string, show: (dialog: DialogName) => void, onClose: () => void): Found {
  const client = useClient();
  const locale = useLocale();
  const me = useMe();
  const run = useDo();
  const words = useAppWords();
  const mine = byName(useRooms().filter(isBegun), locale).toSorted(
    (one, other) => Number(isUnread(other)) - Number(isUnread(one)),
  );
  const rooms = useFoundRooms(query);
  const directory = useDirectory(query);
  const others = rooms.items.filter((room) => !room.joined);
  // With whom one talks already is found as that conversation.
  const met = new Set(
    mine.flatMap((room) => (room.others.length === 1 ? room.others.map((face) => face.person) : [])),
  );
  const people = directory.items
    .filter((person) => person.id !== me?.id && !isOutside(person) && !met.has(person.id))
    .map((person) => ({ person, name: `${person.name} ${person.handle ?? ""}` }));

  const commands = useCommands(show);

  const goTo = (roomId: string) => {
    onClose();
    navigate({ page: "room", roomId, people: false });
  };
  const ofRoom = (room: RoomView): Option => ({
    key: room.id,
    icon: room.kind === "direct" ? <DirectPictures room={room} /> : <RoomIcon room={room} />,
    name: room.name,
    strong: isUnread(room),
    note: room.joined ? countForMe(room) || "" : words.switcherOpen,
    go: () => goTo(room.id),
  });
  const ofPerson = (person: Profile): Option => ({
    key: person.id,
    icon: <Avatar id={person.id} name={person.name} picture={person.picture} size="s" />,
    name: person.name,
    strong: false,
    note: (
      <>
        <Badge role={person.role} /> {person.handle ? `@${person.handle}` : ""}
      </>
    ),
    go: () => {
      const opening = client.openDirect([person.id]);
      void run(opening).then(async () => {
        const opened = await opening;
        if (opened.ok) goTo(opened.value);
      });
    },
  });
  const ofCommand = ({ icon, title, name, go }: Command): Option => ({
    key: name,
    icon: <Icon name={icon} />,
    name: title,
    strong: false,
    note: words.switcherCommand,
    go: () => {
      onClose();
      go();
    },
  });
  const { offline } = rooms;
  const settled = rooms.settled && directory.settled;
  // Those found for fewer letters stay until the new ones are here: what Enter takes has to fit what is typed.
  const fitting = (letters: string): readonly Option[] => [
    ...matching(mine, letters).map(ofRoom),
    ...(letters.trim() === "" ? [] : matching(people, letters).map(({ person }) => ofPerson(person))),
    ...matching(others, letters).map(ofRoom),
    // Not before it is known that nobody fits better: who looks for 로라 and is quick does not mean 로그아웃.
    ...(settled || offline ? matching(commands, letters).map(ofCommand) : []),
  ];
  const now = fitting(query);
  const waiting = now.length === 0 && !settled && !offline;
  return { options: waiting ? fitting(directory.query) : now, settled, offline, waiting };
}
