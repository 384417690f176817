// What one may do with a room in the list: how it is told of, and where it stands.
import { useState } from "react";
import type { RoomView } from "@madang/client";
import { useClient } from "@madang/react";
import { Menu, MenuGroup, MenuItem } from "../dialogs/Menu.tsx";
import { NewSection } from "../dialogs/NewSection.tsx";
import { moved, type Group } from "../rooms/order.ts";
import { useSections } from "../rooms/useSections.ts";
import { navigate } from "../route.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import { useDo } from "./said.tsx";

export interface RoomMenuProps {
  room: RoomView;
  /** Where it stands. */
  group: Group;
  at: { readonly x: number; readonly y: number };
  onClose: () => void;
}

export function RoomMenu({ room, group, at, onClose }: RoomMenuProps) {
  const words = useRoomWords();
  const client = useClient();
  const run = useDo();
  const sections = useSections();
  const [naming, setNaming] = useState(false);
  const handle = client.room(room.id);
  const { favourite, notify, section } = room.preferences;
  const choose = (deed: () => void) => () => {
    onClose();
    deed();
  };
  const prefer = (change: Partial<RoomView["preferences"]>) =>
    choose(() => void run(handle.setPreferences(change)));
  const move = (step: 1 | -1) =>
    choose(() => {
      for (const [id, order] of moved(group, room.id, step))
        void run(client.room(id).setPreferences({ order }));
    });
  const isFirst = group.rooms[0]?.id === room.id;
  const isLast = group.rooms.at(-1)?.id === room.id;

  if (naming) return <NewSection room={room.id} onClose={onClose} />;
  return (
    <Menu label={words.menuOf(room.name)} at={at} onClose={onClose}>
      <MenuItem icon="star" checked={favourite} onChoose={prefer({ favourite: !favourite })}>
        {words.favourite}
      </MenuItem>
      {room.unread > 0 ? (
        <MenuItem icon="check" onChoose={choose(() => handle.markRead(room.seq))}>
          {words.markRead}
        </MenuItem>
      ) : null}
      <MenuItem
        icon="people"
        onChoose={choose(() => navigate({ page: "room", roomId: room.id, people: true }))}
      >
        {words.roomInfo}
      </MenuItem>
      {isFirst ? null : (
        <MenuItem icon="up" onChoose={move(-1)}>
          {words.up}
        </MenuItem>
      )}
      {isLast ? null : (
        <MenuItem icon="down" onChoose={move(1)}>
          {words.down}
        </MenuItem>
      )}
      <MenuGroup title={words.notify}>
        <MenuItem radio checked={notify === "all"} onChoose={prefer({ notify: "all" })}>
          {words.notifyAll}
        </MenuItem>
        <MenuItem radio checked={notify === "mentions"} onChoose={prefer({ notify: "mentions" })}>
          {words.notifyMentions}
        </MenuItem>
        <MenuItem radio checked={notify === "none"} onChoose={prefer({ notify: "none" })}>
          {words.notifyNone}
        </MenuItem>
      </MenuGroup>
      <MenuGroup title={words.section}>
        <MenuItem radio checked={section === ""} onChoose={prefer({ section: "" })}>
          {words.noSection}
        </MenuItem>
        {sections.map((one) => (
          <MenuItem key={one} radio checked={one === section} onChoose={prefer({ section: one })}>
            {one}
          </MenuItem>
        ))}
        <MenuItem icon="plus" onChoose={() => setNaming(true)}>
          {words.newSection}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}
