// What crosses between page and worker: types only. Failures cross as data; files cross as they are
// and are streamed on the other side; whole texts never cross.
import type { DatasetReference } from "@/domain/checkpoint/checkpoint";
import type { RunHistory } from "@/domain/checkpoint/run-history";
import type { Diagnosis } from "@/domain/clinic/diagnosis";
import type { CorpusConfig, RunConfig, TokenConfig, TrainingConfig } from "@/domain/config/run-config";
import type { CleaningReport } from "@/domain/corpus/corpus";
import type { RecordField } from "@/domain/corpus/parse-record";
import type { SourceSummary } from "@/domain/corpus/source";
import type { AppError } from "@/domain/errors";
import type { WindowForm } from "@/domain/inference/decoder";
import type { Result } from "@/domain/result";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import type { BackendChoice, DeviceReport, TfjsBackend } from "@/domain/training/device-report";
import type { MemoryForecast } from "@/domain/training/memory-forecast";
import type { EpochRow, TrainingProgress } from "@/domain/training/progress";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";

/** A file that was dropped or picked, by its path inside what was dropped. */
export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

/** Data on its way into the worker. */
export type DataSource =
  /** One file, or several and the files of folders, that become one data set. */
  | { readonly kind: "files"; readonly name: string; readonly files: readonly DroppedFile[] }
  | { readonly kind: "text"; readonly name: string; readonly text: string }
  | { readonly kind: "bundled"; readonly id: string; readonly name: string; readonly url: string };

/** What is done to data on its way to windows. */
export type LoadStage = "read" | "clean" | "tokenize";

/** What the run on screen is doing. */
export type RunState = "idle" | "preparing" | "running" | "paused" | "finished" | "stopped" | "failed";

/** Why a run ended. */
export type EndReason = "epochsDone" | "earlyStopping" | "stoppedByUser" | "diverged" | "failed";

/** Reported steps as columns of equal length: one entry a step. */
export interface StepColumns {
  readonly step: readonly number[];
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  readonly gradientNorm: readonly number[];
  readonly learningRate: readonly number[];
}

/** What the worker tells unasked. */
export type WorkerEvent =
  | {
      readonly type: "loadProgress";
      readonly bytes: number;
      readonly totalBytes: number;
      readonly stage: LoadStage;
    }
  /** The start of a long file as it reads alone, while the rest is still on its way; counts are of the start. */
  | { readonly type: "sourcePreview"; readonly summary: SourceSummary }
  /** The records are clean; comes before the answer of the preparation, whether or not they can be trained on. */
  | { readonly type: "cleaned"; readonly report: CleaningReport }
  | {
      readonly type: "runState";
      readonly state: RunState;
      readonly reason: EndReason | null;
      readonly error: AppError | null;
    }
  | {
      readonly type: "steps";
      readonly columns: StepColumns;
      readonly epoch: number;
      /** Steps that the configured epochs take in all. */
      readonly totalSteps: number;
      /** Wall time of training so far, pauses and evaluation excluded. */
      readonly trainingSeconds: number;
      readonly tokensPerSecond: number;
      readonly stepMilliseconds: number;
    }
  | { readonly type: "evaluation"; readonly step: number; readonly loss: number; readonly accuracy: number }
  | { readonly type: "epoch"; readonly row: EpochRow; readonly best: boolean }
  /** `step` counts the finished steps of the weights that write. */
  | { readonly type: "sampleText"; readonly id: number; readonly text: string; readonly step: number }
  | { readonly type: "sampleDone"; readonly id: number; readonly report: SampleReport }
  /** How far a measurement asked for by `evaluate` has come, 0 to 1. */
  | { readonly type: "evaluationProgress"; readonly share: number }
  /** How far an examination asked for by `examineData` has come, 0 to 1. */
  | { readonly type: "examineProgress"; readonly share: number }
  | { readonly type: "deviceLost"; readonly detail: string };

/** How a generation ended. `fields` holds the parsed record, null for plain text or none parsed. */
export interface SampleReport {
  /** Of the text shown, prompt left out. */
  readonly tokens: number;
  /** Of the attempts before it that failed. */
  readonly discardedTokens: number;
  /** Finished steps of the weights that wrote. */
  readonly step: number;
  readonly unknownCharacters: number;
  /** Tokens at the start of the prompt that are out of the model's sight and were not read. */
  readonly unreadTokens: number;
  /** How the text was read once it had outgrown the model's window; null where that never was a choice. */
  readonly window: WindowForm | null;
  readonly attempts: number;
  readonly validAttempts: number;
  readonly fields: readonly RecordField[] | null;
  readonly stopped: boolean;
  /** Failed attempts included. */
  readonly charactersPerSecond: number;
}

/** The data that a model is measured on: what is held back, or that and what it learned from. */
export type EvaluationPart = "validation" | "all";

/** What a model at rest reaches on data: means over all predictions of the windows, dropout off. */
export interface EvaluationReport {
  readonly part: EvaluationPart;
  /** In nats a token. */
  readonly loss: number;
  readonly accuracy: number;
  readonly windows: number;
  /** Finished steps of the weights. */
  readonly step: number;
  /** Name of the data. */
  readonly dataset: string;
  /** Characters of the data that the model has no token for. */
  readonly unknownCharacters: number;
}

/** What the data clinic found, and how long that took. */
export interface Examination extends Diagnosis {
  readonly seconds: number;
}

/** Facts of a run that has opened. */
export interface RunStarted {
  readonly parameterCount: number;
  readonly totalSteps: number;
  readonly device: DeviceReport;
  /** Bytes that the run holds on its device. */
  readonly memoryBytes: number;
}

/** A kept run that is open again, and where it stands. */
export interface BroughtBack {
  readonly started: RunStarted;
  readonly progress: TrainingProgress;
}

/** What an imported file restored; the page takes over config and progress. */
export interface ImportedRun {
  readonly config: RunConfig;
  readonly tokenizer: TokenizerState;
  /** Record template of the data that the model learned from, empty for plain text. */
  readonly template: string;
  readonly dataset: DatasetReference;
  readonly progress: TrainingProgress;
  /** Steps before the import; empty where the file holds weights alone. */
  readonly history: RunHistory;
  /** Whether the loaded data is the data of the file, so that training can go on exactly. */
  readonly sameData: boolean;
  /** Whether the file held weights alone, so that the page's settings and the loaded data's tokens were taken. */
  readonly bare: boolean;
}

/** The files that can be taken home. */
export type ExportKind = "weights" | "bundle" | "metrics";

/** A file on its way to the download folder. */
export interface ExportedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The worker's whole surface, the one list of it: what each method takes, and the value that it answers with. Client,
 * worker and the fakes of the tests derive from it. Long work reports through events.
 */
export interface WorkerMethods {
  openDevice(choice: BackendChoice, tfjs: TfjsBackend | null): DeviceReport;
  loadData(source: DataSource, corpus: CorpusConfig): SourceSummary;
  cancelLoad(): null;
  prepareData(seed: string, corpus: CorpusConfig, tokens: TokenConfig): PreparedSummary;
  /** Tells what a run by these settings would hold; fails with noData unless they fit the prepared data. */
  predictMemory(config: RunConfig): MemoryForecast;
  /** Starts a new run on the prepared data; answers when the first step is about to run. */
  train(config: RunConfig): RunStarted;
  /**
   * Prepares the loaded data by the settings and by the vocabulary of the model at hand, to tell what a run that
   * goes on with it would learn from and how many characters have no token.
   */
  measureFit(config: RunConfig): PreparedSummary;
  /** Starts a new run on the loaded data from the weights of the model at hand; steps and optimizer begin afresh. */
  goOnWithData(config: RunConfig): RunStarted;
  pause(): null;
  /** Goes on after a pause, a stop or an import; live settings come along. */
  resume(training: TrainingConfig): RunStarted;
  stepOnce(config: RunConfig): RunStarted;
  stop(): null;
  reset(): null;
  /** Keeps a copy of the run as it stands, so that it can be brought back after another took its place. */
  keepRun(): null;
  /** Puts the kept run in the place of the run under way, which is kept in its turn. */
  bringBack(): BroughtBack;
  /** Lets go of the kept run. */
  forgetKept(): null;
  /** Applies live settings to the run under way. */
  updateTraining(training: TrainingConfig): null;
  /** Puts the best weights of the run back. */
  restoreBest(): TrainingProgress;
  /** Starts a generation by the current weights; text comes through events under `id`. */
  generate(id: number, config: SamplingConfig): SampleReport;
  stopGenerating(): null;
  /**
   * Measures the open model, a run at rest on its own data or an imported one on the loaded data (cut as `corpus`
   * says); null when it was stopped.
   */
  evaluate(part: EvaluationPart, corpus: CorpusConfig): EvaluationReport | null;
  stopEvaluating(): null;
  /** Examines the loaded data as these settings clean it; null when it was stopped or a newer one took over. */
  examineData(seed: string, corpus: CorpusConfig, tokens: TokenConfig): Examination | null;
  stopExamining(): null;
  exportFile(kind: ExportKind): ExportedFile;
  /** Restores a model from a file; weights alone are taken for a model by `config` and the loaded data's tokens. */
  importFile(file: File, config: RunConfig): ImportedRun;
}

/** The methods as they are called: each answers with its value, or with what went wrong as data. */
export type WorkerApi = {
  readonly [Name in keyof WorkerMethods]: (
    ...parameters: Parameters<WorkerMethods[Name]>
  ) => Promise<Result<ReturnType<WorkerMethods[Name]>>>;
};
