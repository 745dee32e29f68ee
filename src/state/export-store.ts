// The file of a run that is on its way out: what it is, how far it has come, and whether it is to end.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ExportKind, ModelExport } from "@/worker/protocol";

/** A file that is being written. */
export interface WrittenFile {
  readonly kind: ExportKind | ModelExport["form"];
  /** Share of it that is written, 0 to 1; null while its weights are on their way. */
  readonly share: number | null;
  readonly isStopped: boolean;
}

/** The one file that is being written. */
export interface ExportState {
  /** Null for none. */
  readonly writing: WrittenFile | null;
  begin(kind: WrittenFile["kind"]): void;
  reportProgress(share: number): void;
  stop(): void;
  finish(): void;
}

/** Creates the store with nothing being written. */
export function createExportStore(): StoreApi<ExportState> {
  return createStore<ExportState>()((set) => {
    const change = (changes: Partial<WrittenFile>) =>
      set(({ writing }) => ({ writing: writing && { ...writing, ...changes } }));
    return {
      writing: null,
      begin: (kind) => set({ writing: { kind, share: null, isStopped: false } }),
      reportProgress: (share) => change({ share }),
      stop: () => change({ isStopped: true }),
      finish: () => set({ writing: null }),
    };
  });
}
