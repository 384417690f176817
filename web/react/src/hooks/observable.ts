// The one bridge between the client's observables and React.
import { useCallback, useSyncExternalStore } from "react";
import type { Observable } from "@madang/client";

export function useObservable<T>(source: Observable<T>): T {
  return useSelected(source, itself);
}

/** Only a part of it: renders again when that part changed. */
export function useSelected<T, S>(source: Observable<T>, select: (value: T) => S): S {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  const get = () => select(source.get());
  return useSyncExternalStore(subscribe, get, get);
}

function itself<T>(value: T): T {
  return value;
}
