// The first frame: who I am and how far I have each room. A room of which nothing is held has no
// cursor worth telling; it starts at its head.
import type { World } from "./options.js";
import { holdsNothing } from "./record.js";
import type { Room } from "./room.js";
import type { Hello } from "./wire.gen.js";

export function helloOf(world: World, epoch: string | null, rooms: readonly Room[]): Hello {
  const { token, name, version } = world;
  const holding = rooms.filter(({ record }) => record.joined && !holdsNothing(record));
  const focus = rooms.find((room) => room.isOpen)?.id;
  return {
    type: "hello",
    ...(token === null ? {} : { token }),
    ...(epoch === null ? {} : { epoch }),
    cursors: Object.fromEntries(holding.map(({ id, record }) => [id, record.cursor])),
    ...(focus === undefined ? {} : { focus }),
    client: name,
    version,
  };
}
