// The only place where React meets the stores: a selector hook over a framework-free store. A page that nobody sees
// draws nothing; it catches up when it is seen again.
import { useCallback, useSyncExternalStore } from "react";
import type { StoreApi } from "zustand/vanilla";

/** Reads a selected part of a store; the selector must return a stable reference for equal states. */
export function useStore<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  const subscribe = useCallback((changed: () => void) => subscribeWhileSeen(store, changed), [store]);
  return useSyncExternalStore(subscribe, () => select(store.getState()));
}

function subscribeWhileSeen<S>(store: StoreApi<S>, changed: () => void): () => void {
  const tell = () => {
    if (!document.hidden) changed();
  };
  const stop = store.subscribe(tell);
  document.addEventListener("visibilitychange", tell);
  return () => {
    stop();
    document.removeEventListener("visibilitychange", tell);
  };
}
