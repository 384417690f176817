// The head of a room: its name and topic, who is here, how the connection is.
import type { ReactNode } from "react";
import { usePresence } from "../hooks/people.ts";
import { useObservable } from "../hooks/observable.ts";
import { useWords } from "../words/words.tsx";
import { Icon } from "./Icon.tsx";
import { iconOf, RoomIcon, useRoomNote } from "./RoomIcon.tsx";
import { useScope } from "./scope.tsx";
import { StatusText } from "./StatusText.tsx";

export interface RoomHeaderProps {
  /** Before the name: the way back on a phone. */
  before?: ReactNode;
  /** The state of the connection, in a word. Default true. */
  status?: boolean;
  /** Instead of the sign of the room. */
  sign?: ReactNode;
  /** After the name. */
  beside?: ReactNode;
  /** Instead of the topic. */
  about?: ReactNode;
  /** At the end, instead of the number of people here. */
  tools?: ReactNode;
}

export function RoomHeader({ before, status = true, sign, beside, about, tools }: RoomHeaderProps) {
  const { room } = useScope();
  const view = useObservable(room.view);
  const note = useRoomNote(view);
  return (
    <header className="md-head">
      {before}
      <h1>
        {sign ?? <RoomIcon room={view} />}
        <span title={note || undefined}>{view?.name ?? room.id}</span>
        {beside}
        {/* A picture says nothing of what kind of place it is. */}
        {sign === undefined && view?.picture && note !== "" ? <Icon name={iconOf(view)} /> : null}
      </h1>
      {about || view?.topic ? <p className="md-topic">{about || view?.topic}</p> : null}
      <div className="md-tools">
        {status ? <StatusText /> : null}
        {tools ?? <PeopleHere />}
      </div>
    </header>
  );
}

/** How many are here now, which between two says nothing; `fallback` shows the sign alone while that is not known. */
export function PeopleHere({ fallback = false }: { fallback?: boolean }) {
  const { room } = useScope();
  const view = useObservable(room.view);
  const isPair = view?.kind === "direct" && view.others.length < 2;
  const here = usePresence(room.id).count;
  const count = isPair ? 0 : here;
  const words = useWords();
  if (count === 0) return fallback ? <Icon name="people" /> : null;
  return (
    <span className="md-count" title={words.peopleHere(count)}>
      <Icon name="people" />
      <span aria-hidden="true">{count}</span>
      <span className="md-hidden">{words.peopleHere(count)}</span>
    </span>
  );
}
