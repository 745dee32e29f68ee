// What the page says about keeping: whether the newest state is saved, what is stored, and what another tab writes.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { RunId } from "@/domain/run/run";
import { initialStorageState, type StorageEvent, type StorageState, storageStateAfter } from "@/storage/storage-state";

/** One line of the list of what is stored. */
export interface KeptEntry {
  /** Name of the record. */
  readonly id: string;
  readonly kind: "page" | "queue" | "data" | "run" | "tokens" | "model" | "unreadable";
  /** Name of the run or of the data, null where there is none. */
  readonly name: string | null;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number | null;
  /** Runs that are not whole without it, so that it stays while there are any; null for what may go at any time. */
  readonly uses: number | null;
}

/** Keeping as the page shows it. */
export interface KeptState extends StorageState {
  /** Whether anything was saved or refused in this visit; before that there is nothing to say. */
  readonly hasBegun: boolean;
  /** Null until somebody asks. */
  readonly entries: readonly KeptEntry[] | null;
  /** Bytes that checkpoints may take. */
  readonly budget: number;
  /** Runs that are written by another tab, or were when they were last looked at. */
  readonly elsewhere: ReadonlySet<RunId>;
  /** Whether the queue on the page is not kept, since that of another tab is. */
  readonly isQueueElsewhere: boolean;
  /** Whether the data on the page are too large to be kept. */
  readonly dataTooLarge: boolean;
  /** Whether the weights of the run that trained last are larger than all that may be kept of checkpoints. */
  readonly weightsTooLarge: boolean;
  /** Seconds between two saves of weights that are so large that they are saved more seldom than others; null for others. */
  readonly seldom: number | null;
  /** Takes in what happened; tells whether it is trouble that is to be said. */
  note(event: StorageEvent): boolean;
  setEntries(entries: readonly KeptEntry[]): void;
  setBudget(budget: number): void;
  setElsewhere(run: RunId): void;
  setQueueElsewhere(isQueueElsewhere: boolean): void;
  setTooLarge(dataTooLarge: boolean): void;
  setWeights(weights: Pick<KeptState, "weightsTooLarge" | "seldom">): void;
}

/** Most bytes of a data set that is kept. */
export const LARGEST_DATA = 64 * 2 ** 20;

/** Bytes that checkpoints may take while nobody has said otherwise. */
const DEFAULT_BUDGET = 256 * 2 ** 20;

/** Creates the store with nothing to say. */
export function createKeptStore(): StoreApi<KeptState> {
  return createStore<KeptState>()((set, get) => ({
    ...initialStorageState,
    hasBegun: false,
    entries: null,
    budget: DEFAULT_BUDGET,
    elsewhere: new Set(),
    isQueueElsewhere: false,
    dataTooLarge: false,
    weightsTooLarge: false,
    seldom: null,
    note: (event) => {
      const state = storageStateAfter(get(), event);
      set({ ...state, hasBegun: true });
      return state.tell;
    },
    setEntries: (entries) => set({ entries }),
    setBudget: (budget) => set({ budget }),
    setElsewhere: (run) => set(({ elsewhere }) => ({ elsewhere: new Set(elsewhere).add(run) })),
    setQueueElsewhere: (isQueueElsewhere) => set({ isQueueElsewhere }),
    setTooLarge: (dataTooLarge) => set({ dataTooLarge }),
    setWeights: (weights) => set(weights),
  }));
}
