// Is this a phone, or a window as narrow as one? One pane then.
import { useSyncExternalStore } from "react";

const query = matchMedia("(max-width: 720px)");
const subscribe = (listener: () => void) => {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

export const isNarrow = (): boolean => query.matches;
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
