// The moments at which a sleeping connection should try at once: the network came back, the
// window got the focus, the page became visible. Where there is no window there are none.

export interface Environment {
  /** Calls at each such moment; returns the way to stop. */
  onWake(wake: () => void): () => void;
}

export const silentEnvironment: Environment = { onWake: () => () => undefined };

export function browserEnvironment(): Environment {
  if (typeof globalThis.addEventListener !== "function") return silentEnvironment;
  return { onWake: listen };
}

function listen(wake: () => void): () => void {
  const page = typeof document === "undefined" ? null : document;
  const seen = () => {
    if (page?.visibilityState === "visible") wake();
  };
  globalThis.addEventListener("online", wake);
  globalThis.addEventListener("focus", wake);
  page?.addEventListener("visibilitychange", seen);
  return () => {
    globalThis.removeEventListener("online", wake);
    globalThis.removeEventListener("focus", wake);
    page?.removeEventListener("visibilitychange", seen);
  };
}
