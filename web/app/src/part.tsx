// Parts of the app that are loaded when they are needed, or before, when there is time. One that cannot be loaded says
// so in its own place and can be asked for again: without a connection, or after an update that took its file away.
// One that came and cannot be drawn is broken, which is another thing to say.
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from "react";
import { Boundary } from "./Boundary.tsx";
import { useRoute } from "./route.ts";

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

export interface PartOptions<P> {
  /** What stands in its place when it did not come. */
  missing: ComponentType<NoInfer<P> & { again: () => void }>;
  /** What stands in its place when it came, and has a mistake. */
  broken: ComponentType<NoInfer<P>>;
  /** While it is on its way. */
  waiting?: ReactNode;
  /** Only few go there: it is not loaded ahead. */
  rare?: boolean;
}

class NotLoaded extends Error {
  override name = "NotLoaded";
}

const IDLE_MS = 300;
const ahead = new Set<() => Promise<unknown>>();

export function part<P extends object>(load: Load<P>, { missing, broken, waiting, rare }: PartOptions<P>) {
  const Missing: ComponentType<P & { again: () => void }> = missing;
  const Broken: ComponentType<P> = broken;
  if (!rare) ahead.add(load);
  const attempt = () =>
    lazy(() =>
      load().catch((cause: unknown) => {
        throw new NotLoaded(String(cause), { cause });
      }),
    );
  return function Part(props: P) {
    // React remembers for good that a part did not come: each attempt is a new one.
    const [Loaded, setLoaded] = useState(attempt);
    const fallback = (error: unknown, drawAgain: () => void) => {
      if (!(error instanceof NotLoaded)) return <Broken {...props} />;
      const again = () => {
        setLoaded(attempt());
        drawAgain();
      };
      return <Missing {...props} again={again} />;
    };
    return (
      <Boundary fallback={fallback} of={useRoute()}>
        <Suspense fallback={waiting}>
          <Loaded {...props} />
        </Suspense>
      </Boundary>
    );
  };
}

/** Loads what is not there yet, one part after the other, while nothing else is to be done. */
export async function loadAhead(): Promise<void> {
  for (const load of [...ahead]) {
    await idle();
    const came = await load().then(
      () => true,
      () => false,
    );
    if (came) ahead.delete(load);
  }
}

function idle(): Promise<unknown> {
  // Safari has no word for it.
  if (typeof requestIdleCallback === "undefined") return new Promise((next) => setTimeout(next, IDLE_MS));
  return new Promise((next) => requestIdleCallback(next));
}
