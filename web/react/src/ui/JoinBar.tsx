// In place of the composer for who is no member yet.
import { useState } from "react";
import { useObservable } from "../hooks/observable.ts";
import { whyRefused } from "../words/refusals.ts";
import { useWords } from "../words/words.tsx";
import { useScope } from "./scope.tsx";
import { Quiet } from "./Writing.tsx";

export function JoinBar() {
  const { room, desk } = useScope();
  const words = useWords();
  const view = useObservable(room.view);
  const [busy, setBusy] = useState(false);
  const [removed, setRemoved] = useState(false);
  const join = async () => {
    if (busy) return;
    setBusy(true);
    const result = await room.join();
    setBusy(false);
    if (!result.ok && result.code === "banned") setRemoved(true);
    else if (!result.ok) desk.notice.set(whyRefused(result.code, words));
  };
  if (view?.archived) return <Quiet icon="archive" text={words.archivedText} />;
  if (removed) return <Quiet icon="stop" text={words.removedText} />;
  return (
    <div className="md-joinbar">
      <p>{words.joinText(view?.name ?? room.id)}</p>
      <button type="button" className="md-button md-primary" onClick={() => void join()} aria-disabled={busy}>
        {busy ? words.joining : words.join}
      </button>
    </div>
  );
}
