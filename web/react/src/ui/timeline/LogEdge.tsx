// What is not there yet: the first page, older messages on their way, or why they did not come.
// Lies over the list, so that it moves nothing.
import { useEffect, useState } from "react";
import type { TimelineView } from "@madang/client";
import { whyRefused } from "../../words/refusals.ts";
import { useWords } from "../../words/words.tsx";
import { useScope } from "../scope.tsx";

/** Faster than this, a sign of waiting would only flicker. */
const GRACE_MS = 300;

export function Waiting({ view }: { view: TimelineView }) {
  const late = useLate(view.loading === "first");
  if (!late) return null;
  return (
    <div className="md-waiting" aria-hidden="true">
      {[62, 84, 46, 71, 55].map((width) => (
        <div key={width} className="md-ghost">
          <i />
          <span className={`md-ghost-${width}`} />
        </div>
      ))}
    </div>
  );
}

export function LogEdge({ view }: { view: TimelineView }) {
  const { room } = useScope();
  const words = useWords();
  const late = useLate(view.loading === "older");
  // Said elsewhere: by the bar to join, by the page of a room that is none.
  const known = view.failure?.code === "not_a_member" || view.failure?.code === "not_found";
  if (view.failure && !known && view.loading === "none") {
    const again = () => void (view.messages.length > 0 ? room.loadOlder() : room.jumpToLatest());
    return (
      <output className="md-edge">
        <span>
          {words.loadFailed} {whyRefused(view.failure.code, words)}
        </span>
        <button type="button" onClick={again}>
          {words.tryAgain}
        </button>
      </output>
    );
  }
  return late ? <div className="md-edge">{words.loadingOlder}</div> : null;
}

function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), GRACE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting]);
  return late;
}
