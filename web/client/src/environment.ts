// The moments at which a sleeping connection should try at once: the network came back, the window got
// the focus, the page became visible; and the one at which it is gone. Where there is no window there are none.

export interface Environment {
  /** Calls at each such moment; returns the way to stop. */
  onWake(wake: () => void): () => void;
  /** Calls when the network went away; returns the way to stop. */
  onGone?(gone: () => void): () => void;
}

export const silentEnvironment: Environment = { onWake: () => () => undefined };

export function browserEnvironment(): Environment {
  if (typeof globalThis.addEventListener !== "function") return silentEnvironment;
  return { onWake: listen, onGone: (gone) => on("offline", gone) };
}

function listen(wake: () => void): () => void {
  const page = typeof document === "undefined" ? null : document;
  const seen = () => {
    if (page?.visibilityState === "visible") wake();
  };
  const stops = [on("online", wake), on("focus", wake)];
  page?.addEventListener("visibilitychange", seen);
  return () => {
    for (const stop of stops) stop();
    page?.removeEventListener("visibilitychange", seen);
  };
}

function on(name: string, call: () => void): () => void {
  globalThis.addEventListener(name, call);
  return () => globalThis.removeEventListener(name, call);
}
