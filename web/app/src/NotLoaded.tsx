// In place of a page that did not come; and of everything, when all else failed.
import { useConnectionStatus } from "@madang/react";
import { Link } from "./Link.tsx";
import { Empty } from "./screens/Empty.tsx";
import { useAppWords } from "./words/words.ts";

export function NotLoadedPage({ again, back, className }: NotLoadedPageProps) {
  const words = useAppWords();
  return (
    <main className={className}>
      <Empty title={words.notLoaded} text={useReason()}>
        <div className="md-dialog-bar">
          {back ? (
            <Link to={{ page: "home" }} className="md-button">
              {words.back}
            </Link>
          ) : null}
          <WaysOut again={again} />
        </div>
      </Empty>
    </main>
  );
}

export interface NotLoadedPageProps {
  again: () => void;
  /** There is a way back to the rooms. */
  back?: boolean;
  className?: string | undefined;
}

/** The last resort: nothing could be drawn. */
export function Broken() {
  const words = useAppWords();
  return (
    <main>
      <Empty title={words.broken} text={words.brokenText}>
        <button type="button" className="md-button md-primary" onClick={() => location.reload()}>
          {words.reload}
        </button>
      </Empty>
    </main>
  );
}

export function WaysOut({ again }: { again: () => void }) {
  const words = useAppWords();
  return (
    <>
      {useReachable() ? (
        <button type="button" className="md-button" onClick={() => location.reload()}>
          {words.reload}
        </button>
      ) : null}
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
