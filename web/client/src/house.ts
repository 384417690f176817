// What a room asks of the client around it, and what the parts of a room ask of the room.
import type { Command } from "./commands.js";
import type { World } from "./options.js";
import type { Outbox } from "./outbox.js";
import type { RoomRecord } from "./record.js";
import type { Result } from "./result.js";
import type { Person } from "./views.js";
import type { ClientFrame, Done, Page } from "./wire.gen.js";

type WithoutRef<C> = C extends Command ? Omit<C, "ref"> : never;
/** A command before it has its ref. */
export type Wish = WithoutRef<Command>;

export interface House {
  readonly world: World;
  readonly outbox: Outbox;
  /** '' while it is not known. */
  me(): string;
  isSignedOut(): boolean;
  isConnected(): boolean;
  textLimit(): number;
  personOf(person: string): Person | null;
  isBlocked(person: string): boolean;
  say(frame: ClientFrame): boolean;
  ask(wish: Wish): Promise<Result<Done>>;
  /** The connection cannot be trusted any more. */
  renew(reason: string): void;
  roomsChanged(): void;
}

export interface Ground {
  readonly id: string;
  readonly house: House;
  readonly record: RoomRecord;
  readonly isOpen: boolean;
  become(next: RoomRecord): void;
  /** Messages and members from a page. */
  take(page: Pick<Page, "messages" | "members">): void;
}

export function pathOf(room: string): string {
  return `/rooms/${encodeURIComponent(room)}`;
}
