// What the page shows of base models: the list beside the page, the files that were dropped, and what is on its way.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ModelList } from "@/domain/pretrained/model-list";

/** Everything about base models that is no run. */
export interface BasesState {
  /** Null until the list beside the page has come. */
  readonly list: ModelList | null;
  /** Names of files that were dropped for a model that is not whole yet, and of those that it lacks. */
  readonly files: readonly string[];
  readonly missing: readonly string[];
  /** A model on its way here: bytes of it, 0 of 0 while it is checked; null for none. */
  readonly work: { readonly bytes: number; readonly total: number } | null;
}

/** Creates the store with nothing in it. */
export function createBasesStore(): StoreApi<BasesState> {
  return createStore<BasesState>()(() => ({ list: null, files: [], missing: [], work: null }));
}
