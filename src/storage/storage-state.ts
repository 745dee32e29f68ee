// What the page says about keeping: one state, and trouble told once.
import type { StorageFailure } from "./storage-failure";

/** What the page says about keeping. */
export interface StorageState {
  /** `full` and `memory`: the newest state lives in memory alone; what was saved before still stands. */
  readonly value: "saved" | "saving" | "memory" | "full";
  /** Why it is `full` or `memory`. */
  readonly reason: StorageFailure | null;
  /** Milliseconds since 1970 of the last save that succeeded in this session. */
  readonly savedAt: number | null;
  /** True in the one state in which the trouble is to be said. */
  readonly tell: boolean;
}

/** What happens to keeping. */
export type StorageEvent =
  | { readonly type: "saving" }
  | { readonly type: "saved"; readonly at: number }
  | { readonly type: "failed"; readonly failure: StorageFailure };

/** Before anything was saved or refused. */
export const initialStorageState: StorageState = { value: "saved", reason: null, savedAt: null, tell: false };

/** Gives the state after an event. Trouble stays until a save succeeds, so that it neither flickers nor is told again. */
export function storageStateAfter(state: StorageState, event: StorageEvent): StorageState {
  if (event.type === "saving") {
    return { ...state, value: state.reason === null ? "saving" : state.value, tell: false };
  }
  if (event.type === "saved") return { value: "saved", reason: null, savedAt: event.at, tell: false };
  const { failure } = event;
  return {
    value: failure.code === "storageFull" ? "full" : "memory",
    reason: failure,
    savedAt: state.savedAt,
    tell: failure.code !== state.reason?.code,
  };
}
