// A short word about what did not work, or what was done; lies over the list, moves nothing, and goes by itself.
import { useEffect } from "react";
import { useObservable } from "../hooks/observable.ts";
import type { Cell } from "./desk.ts";
import { Icon } from "./Icon.tsx";
import { useScope } from "./scope.tsx";

const STAYS_MS = 6000;

export function Notice() {
  const { desk } = useScope();
  const failed = useForAWhile(desk.notice);
  const said = useForAWhile(desk.said);
  return (
    <div className="md-notices">
      <div className="md-notice" role="alert">
        {failed}
      </div>
      <output className="md-notice">
        {said === null ? null : (
          <>
            <Icon name="check" />
            {said}
          </>
        )}
      </output>
    </div>
  );
}

function useForAWhile(cell: Cell<string | null>): string | null {
  const text = useObservable(cell);
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => cell.set(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [text, cell]);
  return text;
}
