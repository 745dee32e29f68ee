// The only place where React meets the stores: a selector hook over a framework-free store.
import { useSyncExternalStore } from "react";
import type { StoreApi } from "zustand/vanilla";

/** Reads a selected part of a store; the selector must return a stable reference for equal states. */
export function useStore<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}
