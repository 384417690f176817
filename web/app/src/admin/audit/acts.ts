// Acts of the log as sentences. Names are marked while a sentence is made, so that particles see them as part of their
// word, and the page can set them in bold.
import type { Act } from "../../api/audit.ts";
import type { AdminWords } from "../words/words.ts";

/** What is known to be done here, in the order in which it is offered to choose from. */
export const ACTIONS = [
  "house.claimed",
  "house.changed",
  "house.logo_changed",
  "invitation.made",
  "invitation.revoked",
  "person.role_changed",
  "person.deactivated",
  "person.reactivated",
  "person.banned",
  "person.unbanned",
  "person.erased",
  "person.reset_link",
  "person.signed_out",
  "bot.made",
  "token.made",
  "token.revoked",
  "room.edited",
  "member.removed",
  "member.admin",
  "member.silenced",
  "message.deleted",
  "report.closed",
  "audit.exported",
] as const;
export type Action = (typeof ACTIONS)[number];

/** What a sentence is made of. Names are marked. */
export interface Parts {
  /** Who did it. */
  readonly who: string;
  /** To whom. */
  readonly whom: string;
  readonly room: string;
  readonly about: Readonly<Record<string, unknown>>;
  /** Of a role, in the reader's language. */
  readonly role: (name: unknown) => string;
}

export interface ActWords {
  readonly kinds: Readonly<Record<Action, string>>;
  readonly sentences: Readonly<Record<Action, (parts: Parts) => string>>;
  /** Something this page does not know yet. */
  readonly other: (parts: Parts, action: string) => string;
  readonly house: string;
  readonly somebody: string;
  readonly someRoom: string;
}

const OPEN = "\u0002";
const CLOSE = "\u0003";
const marked = (name: string) => OPEN + name.replaceAll(OPEN, "").replaceAll(CLOSE, "") + CLOSE;

export function sentence(
  act: Act,
  people: ReadonlyMap<string, string>,
  rooms: ReadonlyMap<string, string>,
  words: ActWords,
  { roles }: Pick<AdminWords, "roles">,
): string {
  const person = (id: string | null) => (id === null ? null : people.get(id));
  const parts: Parts = {
    who: marked(person(act.actor) ?? words.somebody),
    whom: marked(person(act.subject) ?? words.somebody),
    room: marked((act.room === null ? null : rooms.get(act.room)) ?? words.someRoom),
    about: act.about,
    role: (name) => (roles as Readonly<Record<string, string>>)[String(name)] ?? String(name),
  };
  const known = ACTIONS.find((one) => one === act.action);
  return known ? words.sentences[known](parts) : words.other(parts, act.action);
}

/** A sentence taken apart again: what is a name, and what stands between. */
export function pieces(text: string): readonly { readonly text: string; readonly name: boolean }[] {
  return text
    .split(OPEN)
    .flatMap((part, at) => {
      if (at === 0) return [{ text: part, name: false }];
      const [name = "", ...rest] = part.split(CLOSE);
      return [
        { text: name, name: true },
        { text: rest.join(""), name: false },
      ];
    })
    .filter((piece) => piece.text !== "");
}

/** The people whose names a sentence needs. */
export function subjectsOf({ actor, action, subject }: Act): readonly string[] {
  const aboutSomebody = /^(person|member|bot|message|token)\./.test(action);
  return subject !== null && aboutSomebody ? [actor, subject] : [actor];
}
