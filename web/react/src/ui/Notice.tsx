// A short word about what did not work; goes away by itself.
import { useEffect } from "react";
import { useObservable } from "../hooks/observable.ts";
import { useScope } from "./scope.tsx";

const STAYS_MS = 6000;

export function Notice() {
  const { desk } = useScope();
  const text = useObservable(desk.notice);
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => desk.notice.set(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [text, desk]);
  return (
    <div className="md-notice" role="alert">
      {text}
    </div>
  );
}
