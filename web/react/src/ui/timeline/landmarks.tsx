// What stands between messages: a new day, where one had read up to, and the beginning of the room.
import { useObservable } from "../../hooks/observable.ts";
import { useStanding } from "../../hooks/standing.ts";
import { dayName } from "../../words/dates.ts";
import { useLocale, useWords } from "../../words/words.tsx";
import { useScope } from "../scope.tsx";

export function Day({ at }: { at: string }) {
  const locale = useLocale();
  return (
    <div className="md-day">
      <time dateTime={at}>{dayName(at, locale)}</time>
    </div>
  );
}

export function NewLine() {
  return <div className="md-new">{useWords().newLine}</div>;
}

export function Beginning() {
  const { room } = useScope();
  const words = useWords();
  const view = useObservable(room.view);
  const may = useStanding(room).state === "free";
  return (
    <div className="md-beginning">
      <p>
        {view?.kind === "direct" ? words.beginningDirect(view.name) : words.beginning(view?.name ?? room.id)}
      </p>
      {view?.topic ? <p className="md-soft">{view.topic}</p> : null}
      {view?.seq === 0 ? <p className="md-soft">{may ? words.quiet : words.quietHere}</p> : null}
    </div>
  );
}
