// One message: who and when (unless it follows on), what, and how its sending goes.
import { memo, type ReactNode } from "react";
import type { TimelineMessage } from "@madang/client";
import { useIsBlocked } from "../../hooks/blocks.ts";
import { useSelected } from "../../hooks/observable.ts";
import { MessageText } from "../../markdown/MessageText.tsx";
import { clockTime, fullDate } from "../../words/dates.ts";
import { useLocale, useWords } from "../../words/words.tsx";
import { Avatar } from "../Avatar.tsx";
import { Badge } from "../Badge.tsx";
import { PersonStatus } from "../PersonStatus.tsx";
import { useScope } from "../scope.tsx";
import { EditBox } from "./EditBox.tsx";
import { MessageBar } from "./MessageBar.tsx";
import { Failed, OnItsWay } from "./SendingState.tsx";

export interface MessageRowProps {
  message: TimelineMessage;
  follows: boolean;
  /** Folded together with it. */
  rest?: readonly TimelineMessage[];
  name: string | null;
  /** In the house: a guest and a bot are told as such. */
  role?: string | undefined;
  picture?: string | null | undefined;
  mine: boolean;
}

const NONE: readonly TimelineMessage[] = [];

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, follows, rest = NONE, name, role, picture, mine } = props;
  const { desk } = useScope();
  const words = useWords();
  const editing = useSelected(desk.editing, (id) => id === message.id);
  const pointed = useSelected(desk.menu, (menu) => menu?.messageId === message.id);
  const unfolded = useSelected(desk.unfolded, (ids) => ids.has(message.id));
  const folded = useIsBlocked(message.author) && !message.deleted && !unfolded;
  const shown = name ?? words.someone;
  if (folded) return <Folded messages={[message, ...rest]} name={shown} />;
  return (
    <article className="md-message" data-follows={follows} data-state={message.state} data-pointed={pointed}>
      {follows ? (
        <Moment at={message.createdAt} />
      ) : (
        <OfPerson id={message.author} hidden>
          <Avatar id={message.author} name={shown} picture={picture} />
        </OfPerson>
      )}
      <div className="md-body">
        {follows ? (
          // Seen, a breath has one name; read aloud, every message needs its own.
          <span className="md-hidden">{shown}</span>
        ) : (
          <header className="md-who">
            <OfPerson id={message.author}>
              <b>{shown}</b>
            </OfPerson>
            <PersonStatus person={message.author} />
            <Badge role={role} />
            <Moment at={message.createdAt} />
          </header>
        )}
        {editing ? <EditBox message={message} /> : <Said message={message} />}
        {message.state === "failed" ? <Failed message={message} /> : null}
      </div>
      {message.deleted || editing ? null : <MessageBar message={message} mine={mine} />}
    </article>
  );
});

/** A press on a name or a picture shows more of the person; by keyboard that is in the menu of the message. */
function OfPerson({ id, hidden, children }: { id: string; hidden?: boolean; children: ReactNode }) {
  const { onPerson } = useScope();
  if (onPerson === undefined) return children;
  return (
    <button
      type="button"
      className="md-person"
      tabIndex={-1}
      aria-hidden={hidden}
      onClick={() => onPerson(id)}
    >
      {children}
    </button>
  );
}

/** Of somebody I blocked: a line instead of the messages, and the way to them. */
function Folded({ messages, name }: { messages: readonly TimelineMessage[]; name: string }) {
  const { desk } = useScope();
  const words = useWords();
  const unfold = () => desk.unfolded.set(new Set([...desk.unfolded.get(), ...messages.map(({ id }) => id)]));
  const text = words.blockedMessage(messages.length);
  return (
    <article className="md-message md-folded" data-follows="true" aria-label={`${name}: ${text}`}>
      <span />
      <p>
        {text}
        <button type="button" onClick={unfold}>
          {words.show}
        </button>
      </p>
    </article>
  );
}

function Moment({ at }: { at: string }) {
  const locale = useLocale();
  return (
    <time className="md-moment" dateTime={at} title={fullDate(at, locale)}>
      {clockTime(at, locale)}
    </time>
  );
}

function Said({ message }: { message: TimelineMessage }) {
  const words = useWords();
  const locale = useLocale();
  if (message.deleted) return <p className="md-gone">{words.deleted}</p>;
  return (
    <div className="md-said">
      <MessageText text={message.text} />
      {message.state === "queued" || message.state === "sending" ? <OnItsWay /> : null}
      {message.editedAt === null ? null : (
        <span className="md-edited" title={fullDate(message.editedAt, locale)}>
          {words.edited}
        </span>
      )}
    </div>
  );
}
