// What the page knows of the loaded data: facts of the source, the prepared windows, progress, the last error.
// The text itself stays in the worker.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { BundledDataset } from "@/domain/corpus/bundled-dataset";
import type { CleaningReport } from "@/domain/corpus/corpus";
import type { SourceSummary } from "@/domain/corpus/source";
import type { AppError } from "@/domain/errors";
import type { LearnedToken } from "@/domain/tokenizer/train-byte-bpe";
import type { MemoryForecast } from "@/domain/training/memory-forecast";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";
import type { DataSource, LoadStage } from "@/worker/protocol";

/** Progress of a load or a preparation under way. */
export interface LoadProgress {
  readonly name: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly stage: LoadStage;
}

/** Pieces of words that a preparation under way learns, the newest last; how many of all. */
export interface LearnedPieces {
  readonly newest: readonly LearnedToken[];
  readonly count: number;
  readonly wanted: number;
}

/** The loaded data, or what became of loading it. */
export interface DataState {
  /** What the page brings along, empty until the index has arrived. */
  readonly datasets: readonly BundledDataset[];
  /** Where the data came from, to read it again under another encoding. */
  readonly origin: DataSource | null;
  readonly source: SourceSummary | null;
  /** What cleaning did to the source, known before it is prepared and also where that fails. */
  readonly report: CleaningReport | null;
  readonly prepared: PreparedSummary | null;
  /** The settings that `prepared` was made with, as compared by preparationKey. */
  readonly preparedKey: string | null;
  /** The settings of reading by which data were last asked for (readingKey), null where that failed. */
  readonly readKey: string | null;
  /** Set while a load is under way, and during preparations long enough to report progress. */
  readonly loading: LoadProgress | null;
  /** The start of what is being read, null before it is known and after the load. */
  readonly preview: SourceSummary | null;
  readonly preparing: boolean;
  /** What the preparation under way has learned lately, null before it learns and after its end. */
  readonly learning: LearnedPieces | null;
  /** What a run by the settings would hold on the device, null until the worker has answered. */
  readonly memoryForecast: MemoryForecast | null;
  /** What the user said of a large loss of rows: nothing yet, asked by pressing Train, or that it is right. */
  readonly lossAnswer: "none" | "asked" | "accepted";
  readonly error: AppError | null;
  /** Whether a file is held over the page. */
  readonly dragging: boolean;
  setDatasets(datasets: readonly BundledDataset[]): void;
  setDragging(dragging: boolean): void;
  beginLoad(name: string, readKey: string): void;
  reportProgress(progress: Omit<LoadProgress, "name">): void;
  reportPieces(pieces: LearnedPieces): void;
  setPreview(preview: SourceSummary): void;
  finishLoad(origin: DataSource, source: SourceSummary): void;
  beginPrepare(): void;
  answerLoss(answer: "asked" | "accepted"): void;
  setReport(report: CleaningReport): void;
  finishPrepare(prepared: PreparedSummary, key: string): void;
  setMemoryForecast(forecast: MemoryForecast | null): void;
  /** Ends a load or preparation with an error; null for a cancelled one. Loaded data stays. */
  fail(error: AppError | null): void;
}

/** Creates the store with no data. */
export function createDataStore(): StoreApi<DataState> {
  return createStore<DataState>()((set) => ({
    datasets: [],
    origin: null,
    source: null,
    report: null,
    prepared: null,
    preparedKey: null,
    readKey: null,
    loading: null,
    preview: null,
    preparing: false,
    learning: null,
    memoryForecast: null,
    lossAnswer: "none",
    error: null,
    dragging: false,
    setDatasets: (datasets) => set({ datasets }),
    setDragging: (dragging) => set({ dragging }),
    beginLoad: (name, readKey) =>
      set({ readKey, loading: { name, bytes: 0, totalBytes: 0, stage: "read" }, preview: null, error: null }),
    reportProgress: (progress) =>
      set((state) => {
        // Reports may arrive after the answer that they belong to.
        if (state.loading === null && !state.preparing) return {};
        const name = state.loading?.name ?? state.source?.facts.name ?? "";
        return { loading: { ...progress, name } };
      }),
    // Reports may arrive after the answer that they belong to.
    reportPieces: (learning) => set(({ preparing }) => (preparing ? { learning } : {})),
    setPreview: (preview) => set(({ loading }) => (loading === null ? {} : { preview })),
    finishLoad: (origin, source) =>
      set(({ origin: before, lossAnswer }) => ({
        origin,
        source,
        report: null,
        prepared: null,
        preparedKey: null,
        loading: null,
        preview: null,
        error: null,
        // Reading the same data in another way asks nothing again.
        lossAnswer: origin === before ? lossAnswer : "none",
      })),
    answerLoss: (lossAnswer) => set({ lossAnswer }),
    setReport: (report) => set({ report }),
    beginPrepare: () => set({ preparing: true, learning: null, error: null }),
    finishPrepare: (prepared, preparedKey) =>
      set({ prepared, preparedKey, preparing: false, learning: null, loading: null, error: null }),
    setMemoryForecast: (memoryForecast) => set({ memoryForecast }),
    fail: (error) =>
      set(({ loading, readKey }) => ({
        readKey: loading?.stage === "read" ? null : readKey,
        loading: null,
        preview: null,
        preparing: false,
        learning: null,
        error,
      })),
  }));
}
