// How much each room holds, the largest first.
import { useLocale } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { useAsked } from "../../api/asking.ts";
import { house, type StoredRoom } from "../../api/house.ts";
import { SectionPage } from "../../shell/Sections.tsx";
import { bytes } from "../parts/dates.ts";
import list from "../parts/List.module.css";
import { Answer, Nothing } from "../parts/States.tsx";
import { useAdminWords } from "../words/words.ts";
import { iconOf } from "./Rooms.tsx";
import styles from "./Rooms.module.css";

export function Storage() {
  const words = useAdminWords();
  const asked = useAsked(["storage"], house.storage);
  return (
    <SectionPage title={words.sections.storage} back={{ page: "admin", section: null, id: null }}>
      <p className={list["intro"]}>{words.storageText}</p>
      <Answer asked={asked}>
        {({ rooms }) =>
          rooms.length === 0 ? <Nothing title={words.storageEmpty} /> : <Table rooms={bySize(rooms)} />
        }
      </Answer>
    </SectionPage>
  );
}

export function bySize(rooms: readonly StoredRoom[]): readonly StoredRoom[] {
  return rooms.toSorted((one, other) => other.bytes - one.bytes || other.messages - one.messages);
}

function Table({ rooms }: { rooms: readonly StoredRoom[] }) {
  const words = useAdminWords();
  const locale = useLocale();
  const sum = (of: (room: StoredRoom) => number) => rooms.reduce((total, room) => total + of(room), 0);
  const largest = Math.max(1, ...rooms.map((room) => room.bytes));
  return (
    <>
      <p className={styles["total"]}>
        {words.storageTotal(
          bytes(
            sum((room) => room.bytes),
            locale,
          ),
          sum((room) => room.messages),
        )}
      </p>
      <table className={styles["storage"]}>
        <thead>
          <tr>
            <th scope="col">{words.storageRoom}</th>
            <th scope="col">{words.storageMessages}</th>
            <th scope="col">{words.storageBytes}</th>
          </tr>
        </thead>
        <tbody>
          {rooms.map((room) => (
            <tr key={room.id}>
              <th scope="row">
                <span className={styles["name"]}>
                  <Icon name={iconOf({ ...room, announcement: false })} />
                  <span>{room.name || words.kinds[room.kind]}</span>
                </span>
                <svg
                  className={styles["bar"]}
                  viewBox="0 0 100 5"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <rect
                    width={room.bytes === 0 ? 0 : Math.max(0.6, (room.bytes / largest) * 100)}
                    height="5"
                  />
                </svg>
              </th>
              <td>{room.messages.toLocaleString(locale)}</td>
              <td>{bytes(room.bytes, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
