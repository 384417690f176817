// How I want to have a room: what I am told of, and where it stands in my list.
import { useState } from "react";
import type { Preferences, RoomView } from "@madang/client";
import { useClient } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { NewSection } from "../dialogs/NewSection.tsx";
import { useSections } from "../rooms/useSections.ts";
import { useDo } from "../shell/said.tsx";
import { useRoomWords } from "../words/rooms/words.ts";
import styles from "./Members.module.css";

const NEW = "\n";

export function ForMe({ room }: { room: RoomView }) {
  const words = useRoomWords();
  const client = useClient();
  const run = useDo();
  const sections = useSections();
  const [naming, setNaming] = useState(false);
  const { favourite, notify, section } = room.preferences;
  const prefer = (change: Partial<Preferences>) => void run(client.room(room.id).setPreferences(change));
  return (
    <section className={styles["mine"]} aria-label={words.forMe}>
      <button type="button" aria-pressed={favourite} onClick={() => prefer({ favourite: !favourite })}>
        <Icon name="star" />
        {words.favourite}
      </button>
      <label>
        <Icon name={notify === "none" ? "still" : "bell"} />
        <span>{words.notify}</span>
        <select
          value={notify}
          onChange={(event) => prefer({ notify: event.currentTarget.value as Preferences["notify"] })}
        >
          <option value="all">{words.notifyAll}</option>
          <option value="mentions">{words.notifyMentions}</option>
          <option value="none">{words.notifyNone}</option>
        </select>
      </label>
      <label>
        <Icon name="box" />
        <span>{words.section}</span>
        <select
          value={section}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value === NEW) setNaming(true);
            else prefer({ section: value });
          }}
        >
          <option value="">{words.noSection}</option>
          {sections.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
          <option value={NEW}>{words.newSection}</option>
        </select>
      </label>
      {naming ? <NewSection room={room.id} onClose={() => setNaming(false)} /> : null}
    </section>
  );
}
