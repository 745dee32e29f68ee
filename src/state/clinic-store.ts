// What the data clinic shows: nothing is examined before it is opened.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppError } from "@/domain/errors";
import type { Examination } from "@/worker/protocol";

/** The newest examination of the data. */
export interface ClinicState {
  readonly isOpen: boolean;
  /** Share of the examination under way that is done, 0 to 1; null while there is none. */
  readonly share: number | null;
  /** What was found; of older settings while an examination is under way. */
  readonly examination: Examination | null;
  readonly error: AppError | null;
  setOpen(isOpen: boolean): void;
  begin(): void;
  reportProgress(share: number): void;
  finish(examination: Examination): void;
  /** Ends an examination without a result; null for one that was stopped. */
  fail(error: AppError | null): void;
  /** Forgets what was found in other data. */
  clear(): void;
}

/** Creates the store of a closed clinic. */
export function createClinicStore(): StoreApi<ClinicState> {
  return createStore<ClinicState>()((set) => ({
    isOpen: false,
    share: null,
    examination: null,
    error: null,
    setOpen: (isOpen) => set({ isOpen }),
    begin: () => set({ share: 0, error: null }),
    reportProgress: (share) => set((state) => (state.share === null ? state : { share })),
    finish: (examination) => set({ share: null, examination, error: null }),
    fail: (error) => set({ share: null, error }),
    clear: () => set({ examination: null, error: null }),
  }));
}
