// One message: who and when (unless it follows on), what, and how its sending goes.
import { memo } from "react";
import type { TimelineMessage } from "@madang/client";
import { useSelected } from "../../hooks/observable.ts";
import { MessageText } from "../../markdown/MessageText.tsx";
import { clockTime, fullDate } from "../../words/dates.ts";
import { useLocale, useWords } from "../../words/words.tsx";
import { Avatar } from "../Avatar.tsx";
import { useScope } from "../scope.tsx";
import { EditBox } from "./EditBox.tsx";
import { MessageBar } from "./MessageBar.tsx";
import { Failed, OnItsWay } from "./SendingState.tsx";

export interface MessageRowProps {
  message: TimelineMessage;
  follows: boolean;
  name: string | null;
  mine: boolean;
}

export const MessageRow = memo(function MessageRow({ message, follows, name, mine }: MessageRowProps) {
  const { desk } = useScope();
  const words = useWords();
  const editing = useSelected(desk.editing, (id) => id === message.id);
  const pointed = useSelected(desk.menu, (menu) => menu?.messageId === message.id);
  const shown = name ?? words.someone;
  return (
    <article className="md-message" data-follows={follows} data-state={message.state} data-pointed={pointed}>
      {follows ? <Moment at={message.createdAt} /> : <Avatar id={message.author} name={shown} />}
      <div className="md-body">
        {follows ? (
          // Seen, a breath has one name; read aloud, every message needs its own.
          <span className="md-hidden">{shown}</span>
        ) : (
          <header className="md-who">
            <b>{shown}</b>
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
