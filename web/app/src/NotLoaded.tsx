// In place of a page that did not come, or that came and cannot be drawn.
import { useConnectionStatus } from "@madang/react";
import { Link } from "./Link.tsx";
import { Empty } from "./screens/Empty.tsx";
import { useAppWords } from "./words/words.ts";

export interface PlaceProps {
  /** There is a way back to the rooms. */
  back?: boolean;
  className?: string | undefined;
}

export function NotLoadedPage({ again, back, className }: PlaceProps & { again: () => void }) {
  const words = useAppWords();
  return (
    <main className={className}>
      <Empty title={words.notLoaded} text={useReason()}>
        <div className="md-dialog-bar">
          {back ? <Back /> : null}
          <WaysOut again={again} />
        </div>
      </Empty>
    </main>
  );
}

export function BrokenPage({ back, className }: PlaceProps) {
  const words = useAppWords();
  return (
    <main className={className}>
      <Empty title={words.broken} text={words.brokenText}>
        <div className="md-dialog-bar">
          {back ? <Back /> : null}
          <Reload first />
        </div>
      </Empty>
    </main>
  );
}

function Back() {
  return (
    <Link to={{ page: "home" }} className="md-button">
      {useAppWords().back}
    </Link>
  );
}

export function Reload({ first = false }: { first?: boolean }) {
  return (
    <button
      type="button"
      className={first ? "md-button md-primary" : "md-button"}
      onClick={() => location.reload()}
    >
      {useAppWords().reload}
    </button>
  );
}

export function WaysOut({ again }: { again: () => void }) {
  const words = useAppWords();
  return (
    <>
      {useReachable() ? <Reload /> : null}
      <button type="button" className="md-button md-primary" onClick={again}>
        {words.tryAgain}
      </button>
    </>
  );
}

export function useReason(): string {
  const words = useAppWords();
  return useReachable() ? words.notLoadedUpdated : words.notLoadedOffline;
}

/** The house answers, and yet the part did not come: most likely an update took its file away. */
function useReachable(): boolean {
  return useConnectionStatus().state === "connected" && navigator.onLine;
}
