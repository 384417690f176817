// What was said, as a list that follows its end. How it scrolls is hidden in useLog.
import { useCallback, useEffect, useRef } from "react";
import { useMe } from "../../hooks/connection.ts";
import { useTimeline } from "../../hooks/messages.ts";
import { useObservable } from "../../hooks/observable.ts";
import { useNameOf } from "../../hooks/people.ts";
import { useReadMark } from "../../hooks/readmark.ts";
import { useWords } from "../../words/words.tsx";
import { useScope } from "../scope.tsx";
import { CurrentDay } from "./CurrentDay.tsx";
import { LatestPill } from "./LatestPill.tsx";
import { LogEdge, Waiting } from "./LogEdge.tsx";
import { LogRow } from "./LogRow.tsx";
import { useFresh } from "./useFresh.ts";
import { useLog, usePaging } from "./useLog.ts";
import { useNewLine } from "./useNewLine.ts";
import { useOpening, useOwnSend } from "./useOpening.ts";
import { useRoving } from "./useRoving.ts";
import { useRows } from "./useRows.ts";
import { useWayBack } from "./useWayBack.ts";

export function Timeline() {
  "use no memo"; // the virtualizer is one object that changes inside
  const { room, desk } = useScope();
  const words = useWords();
  const me = useMe()?.id ?? null;
  const about = useObservable(room.view);
  const view = useTimeline(room.id);
  const nameOf = useNameOf(room.id);
  const scroller = useRef<HTMLDivElement | null>(null);

  const line = useNewLine(room);
  const rows = useRows(view, line, me);
  const bringRef = useRef<(index: number) => void>(() => undefined);
  const bring = useCallback((index: number) => bringRef.current(index), []);
  const roving = useRoving(rows, desk, bring);
  const log = useLog(rows, scroller, roving.focused, view.hasNewer);
  const { virtual, atEnd } = log;

  const settled = useOpening(room, view, rows, log, line);
  useOwnSend(view, log, me);
  usePaging(
    log,
    rows.length,
    {
      settled: settled && view.loading === "none" && view.failure === null,
      older: view.hasOlder,
      newer: view.hasNewer,
    },
    { older: () => void room.loadOlder(), newer: () => void room.loadNewer() },
  );
  useReadMark(room.id, scroller);
  // In a window away from the live end, later messages are just the next page.
  const fresh = useFresh(view.messages, atEnd || view.hasNewer, me);

  const toLatest = useWayBack(room, desk, log, scroller);
  useEffect(() => {
    bringRef.current = (index) => virtual.scrollToIndex(index, { align: "auto" });
  }, [virtual]);

  return (
    <>
      <div className="md-log" ref={scroller} onScroll={log.onScroll}>
        {/* Keys of the rows, caught in one place. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <ol
          className="md-rows"
          ref={log.container}
          // A list without bullets is none to Safari.
          // oxlint-disable-next-line jsx-a11y/no-redundant-roles
          role="list"
          aria-label={
            about?.kind === "direct"
              ? words.timelineDirect(about.name)
              : words.timeline(about?.name ?? room.id)
          }
          onKeyDown={roving.onKeyDown}
          onKeyDownCapture={roving.onKeyDownCapture}
          onFocus={roving.onFocus}
          onBlur={roving.onBlur}
        >
          {/* oxlint-disable-next-line react/refs -- the virtualizer is read while drawing, by design */}
          {virtual.getVirtualItems().map(({ index, key }) => {
            const row = rows[index];
            const who = row?.kind === "message" ? room.personOf(row.message.author) : null;
            return row ? (
              <LogRow
                key={String(key)}
                row={row}
                index={index}
                measure={log.measure}
                name={who?.name ?? null}
                role={who?.role}
                picture={who?.picture}
                mine={row.kind === "message" && row.message.author === me}
                tabbable={row.key === roving.tabbable}
              />
            ) : null;
          })}
        </ol>
        {rows.length === 0 ? <Waiting view={view} /> : null}
      </div>
      <CurrentDay
        rows={rows}
        first={virtual.range?.startIndex ?? null}
        scrolling={virtual.isScrolling && !atEnd}
      />
      <LogEdge view={view} />
      <LatestPill fresh={fresh} nameOf={nameOf} away={!atEnd} onPress={toLatest} />
    </>
  );
}
