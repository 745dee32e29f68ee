// What crosses between page and worker: types only. Failures cross as data; files cross as they are
// and are streamed on the other side; whole texts never cross.
import type { WrittenType } from "@/domain/checkpoint/safetensors-write";
import type { Diagnosis } from "@/domain/clinic/diagnosis";
import type { CorpusConfig, RunConfig, TokenConfig, TrainingConfig } from "@/domain/config/run-config";
import type { CleaningReport } from "@/domain/corpus/corpus";
import type { RecordField } from "@/domain/corpus/parse-record";
import type { SourceSummary } from "@/domain/corpus/source";
import type { AppError } from "@/domain/errors";
import type { WindowForm } from "@/domain/inference/decoder";
import type { FormMeasure, MeasuredForm } from "@/domain/pretrained/form-cost";
import type { Result } from "@/domain/result";
import type { ComparedAnswer, ComparisonSampling, RunComparison, Speaker } from "@/domain/run/comparison";
import type { ParentWeights } from "@/domain/run/plan";
import type { Run, RunId, RunStatus } from "@/domain/run/run";
import type { RunEvent } from "@/domain/run/run-event";
import type { RunOrigin } from "@/domain/run/run-origin";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import type { LearnedToken } from "@/domain/tokenizer/train-byte-bpe";
import type { BackendChoice, DeviceReport, TfjsBackend } from "@/domain/training/device-report";
import type { MemoryForecast } from "@/domain/training/memory-forecast";
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

/** What the worker tells unasked. */
export type WorkerEvent =
  | {
      readonly type: "loadProgress";
      readonly bytes: number;
      readonly totalBytes: number;
      readonly stage: LoadStage;
    }
  /** Pieces of words that the preparation under way has just learned, the newest last, and how many of all by now. */
  | {
      readonly type: "piecesLearned";
      readonly newest: readonly LearnedToken[];
      readonly count: number;
      readonly wanted: number;
    }
  /** The start of a long file as it reads alone, while the rest is still on its way; counts are of the start. */
  | { readonly type: "sourcePreview"; readonly summary: SourceSummary }
  /** The records are clean; comes before the answer of the preparation, whether or not they can be trained on. */
  | { readonly type: "cleaned"; readonly report: CleaningReport }
  | RunEvent
  /** The answers so far, prompt left out; `step` counts the finished steps of the weights that write. */
  | {
      readonly type: "sampleText";
      readonly run: RunId;
      readonly id: number;
      readonly texts: readonly string[];
      readonly step: number;
    }
  | { readonly type: "sampleDone"; readonly run: RunId; readonly id: number; readonly report: SampleReport }
  /** How far an examination asked for by `examineData` has come, 0 to 1. */
  | { readonly type: "examineProgress"; readonly share: number }
  /** How far a measurement asked for by `evaluate` has come, 0 to 1. */
  | { readonly type: "evaluationProgress"; readonly run: RunId; readonly share: number }
  /** An answer of a comparison asked for by `compareModels`, as far as it is written. */
  | {
      readonly type: "comparedAnswer";
      readonly run: RunId;
      readonly index: number;
      readonly total: number;
      readonly answer: ComparedAnswer;
    }
  /** How much of the file asked for by `exportFile` or `exportModel` is written, 0 to 1. */
  | { readonly type: "exportProgress"; readonly share: number }
  /** How many of the kernels asked for so far the graphics card has compiled. */
  | { readonly type: "compiling"; readonly done: number; readonly total: number }
  /** All that was measured of this machine, to be kept for later visits. */
  | { readonly type: "measured"; readonly measured: string }
  | { readonly type: "deviceLost"; readonly detail: string };

/** How a generation ended. `fields` holds the parsed record, null for plain text or none parsed. */
export interface SampleReport {
  /** Of the texts shown, prompts left out. */
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

/** Two models and what they are asked. */
export interface ComparisonRequest {
  /** Of the base; its steps are counted by whoever holds its weights. */
  readonly base: Omit<Speaker, "step">;
  /** Whether the base is a run as it stands, or the weights with which the tuned run began by its seed. */
  readonly from: "run" | "start";
  readonly tuned: Omit<Speaker, "step">;
  /** 1 to MOST_COMPARED. */
  readonly prompts: number;
  readonly sampling: Omit<ComparisonSampling, "length">;
}

/** What the data clinic found, and how long that took. */
export interface Examination extends Diagnosis {
  readonly seconds: number;
}

/** Tokens that data do not make themselves: of a run that the worker holds, or as they are; null for none. */
export type GivenTokens = RunId | TokenizerState | null;

/** What the page knows of a run whose weights it hands back, beside what their file tells. */
export interface KnownRun {
  /** How the run stood after `step` finished steps; weights of an earlier step are paused. */
  readonly status: RunStatus;
  readonly step: number;
  /** Its best weights as a file of their own; null where there are none. */
  readonly best: File | null;
  /** The run whose weights are those that the file leaves out, since they are frozen; null for none. */
  readonly base: RunId | null;
}

/** Weights of a run that lie in a file alone. */
export interface KeptWeights extends Pick<KnownRun, "base"> {
  readonly file: File;
}

/** What a file restored: a run at rest where the file left it. */
export interface ImportedFile {
  /** Its name is empty where the file does not tell one. */
  readonly run: Run;
  /** Whether the loaded data is the data of the file, so that training can go on exactly. */
  readonly sameData: boolean;
  /** Whether the file held weights alone, so that the page's settings and the loaded data's tokens were taken. */
  readonly bare: boolean;
}

/** What the page knows of a model that its files do not tell. */
export type ModelLabel = Pick<RunOrigin, "listed" | "name" | "licence">;

/** A run by the name that sentences call it. */
export type NamedRun = Pick<Run, "id" | "name">;

/** An adapter as a run at rest, and a weights file of what no file of its base has; null where that is large. */
export interface ImportedAdapter {
  readonly run: Run;
  readonly copy: Uint8Array<ArrayBuffer> | null;
}

/** A run out of a zip of several, at rest as it was. */
export interface FoundRun {
  readonly run: Run;
  /** The bundle with its weights, not read yet; null where they were not held. */
  readonly bundle: File | null;
}

/** What a zip of several runs holds. */
export interface FoundRuns {
  readonly found: readonly FoundRun[];
  /** Why others were refused. */
  readonly refused: readonly AppError[];
}

/** The files that hold the weights of a run. */
export type WeightsKind = "weights" | "bundle";

/** The files by the record of a run alone; `record` is a bundle without weights. */
export type RecordKind = "metrics" | "record";

/** The files that can be taken home. */
export type ExportKind = WeightsKind | RecordKind;

/** A file on its way to the download folder. */
export interface ExportedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What other programs open: a model by how its numbers are written, or an adapter beside the model `base` names. */
export type ModelExport =
  | { readonly form: WrittenType; readonly card: string }
  | { readonly form: "adapter"; readonly base: string; readonly card: string };

/** A file that may be larger than what fits into memory twice. */
export interface ExportedModel {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Blob;
}

/**
 * The worker's whole surface, the one list of it: what each method takes, and the value that it answers with. Client,
 * worker and the fakes of the tests derive from it. Long work reports through events.
 */
export interface WorkerMethods {
  /** Opens a device in the place of the former one; `measured` is what the last event of that name told to keep. */
  openDevice(choice: BackendChoice, tfjs: TfjsBackend | null, measured: string | null): DeviceReport;
  loadData(source: DataSource, corpus: CorpusConfig): SourceSummary;
  cancelLoad(): null;
  /** Prepares the data, by given tokens where there are some. */
  prepareData(seed: string, corpus: CorpusConfig, tokens: TokenConfig, given: GivenTokens): PreparedSummary;
  /** Tells what a run by these settings would hold; fails with noData unless they fit the prepared data. */
  predictMemory(config: RunConfig, given: GivenTokens): MemoryForecast;
  /** Starts `run`, a new one, on the prepared data; answers when the first step is about to run. */
  train(run: RunId, config: RunConfig): null;
  /**
   * Prepares the loaded data by the settings and by the vocabulary of `run`, to tell what a run that goes on with it
   * would learn from and how many characters have no token.
   */
  measureFit(run: RunId, config: RunConfig): PreparedSummary;
  /**
   * Starts `run`, a new one, on the loaded data from the newest or the best weights of `parent`; steps and optimizer
   * begin afresh.
   */
  goOnWithData(run: RunId, parent: RunId, config: RunConfig, weights: ParentWeights): null;
  pause(run: RunId): null;
  /** Goes on after a pause, a stop or an import; live settings come along. */
  resume(run: RunId, training: TrainingConfig): null;
  /** Trains on one batch; a run that the worker does not know begins with it, from the newest weights of a base if any. */
  stepOnce(run: RunId, config: RunConfig, base: RunId | null): null;
  stop(run: RunId): null;
  /** Brings a run to rest and frees its device; it can be opened again. */
  closeRun(run: RunId): null;
  /** Tells whether the worker has the weights of a run, open or at rest. */
  holdsRun(run: RunId): boolean;
  /** Lets go of a run at rest. */
  forgetRun(run: RunId): null;
  /** Keeps a copy of the run as it stands, for openRun. Other runs that are opened make one by themselves. */
  keepRun(run: RunId): null;
  /** Opens a run at rest again as it rested or had ended. */
  openRun(run: RunId): null;
  /** Applies live settings to a run under way. */
  updateTraining(run: RunId, training: TrainingConfig): null;
  /** Puts the best weights of a run back, and tells their step; a run at rest is opened for that. */
  restoreBest(run: RunId): number;
  /** Starts a generation by the current weights of a run; text comes through events under `id`. */
  generate(run: RunId, id: number, config: SamplingConfig): SampleReport;
  stopGenerating(): null;
  /** Has whatever run trains write texts by itself, as these settings say, in a small part of its time; null for none. */
  hearRuns(sampling: SamplingConfig | null): null;
  /**
   * Measures a run that does not train, on its own data, or on the loaded data (cut as `corpus` says) where it came out
   * of a file; null when it was stopped.
   */
  evaluate(run: RunId, part: EvaluationPart, corpus: CorpusConfig): EvaluationReport | null;
  stopEvaluating(): null;
  /** Has a run that does not train and its base answer the same held-out prompts; null when it was stopped. */
  compareModels(request: ComparisonRequest): RunComparison | null;
  stopComparing(): null;
  /** Examines the loaded data as these settings clean it; null when it was stopped or a newer one took over. */
  examineData(seed: string, corpus: CorpusConfig, tokens: TokenConfig): Examination | null;
  stopExamining(): null;
  /** Sets the weights of a run aside as they are now, or as they are kept, for exportFile, and tells their step. */
  freezeRun(run: RunId, kept: KeptWeights | null): number;
  /** Writes a file of a run by its record and its frozen weights, and lets go of those; null when it was stopped. */
  exportFile(kind: WeightsKind, run: Run): ExportedFile | null;
  /** Writes a file of a run by its record. */
  exportRecord(kind: RecordKind, run: Run): ExportedFile;
  /**
   * Measures a run of the GPT-2 family that does not train: its own weights, or those of a file in a form of numbers, on
   * what is held back of its own or of the loaded data (cut as `corpus` says); null when it was stopped.
   */
  measureForm(run: RunId, form: MeasuredForm, corpus: CorpusConfig): FormMeasure | null;
  stopMeasuringForms(): null;
  /**
   * Writes the weights of a run of the GPT-2 family as they are now, or as they are kept, as a zip for other programs; a run
   * that trains waits meanwhile. Null when it was stopped.
   */
  exportModel(run: Pick<Run, "id" | "name">, wanted: ModelExport, kept: KeptWeights | null): ExportedModel | null;
  /** Ends the file that is being written, or waits to be, and lets go of frozen weights. */
  stopExport(): null;
  /**
   * Restores `run` from a file; weights alone are taken for a model by `config` and the loaded data's tokens. `known` is
   * null for a file of the user's.
   */
  importFile(run: RunId, file: File, config: RunConfig, known: KnownRun | null): ImportedFile;
  /**
   * Checks the files of a model that was trained elsewhere and lets it rest as `run`; no weights are read. Null for one whose
   * id is not known: it is told from its weights and tokens, and the same for the same ones. Whatever is not of the model
   * stays as `config` has it. Gives the files that it was read from, taken out of their zips, which can be read while the
   * worker lives.
   */
  importModel(
    run: RunId | null,
    files: readonly DroppedFile[],
    config: RunConfig,
    label: ModelLabel,
  ): { readonly run: Run; readonly files: readonly DroppedFile[] };
  /** Tells the name of the model that an adapter was made beside, "" where its files tell none. */
  readAdapterBase(files: readonly DroppedFile[]): string;
  /**
   * Puts an adapter beside the weights of a run and lets it rest as `run`, named `name`; whatever is of neither stays as
   * `config` has it.
   */
  importAdapter(
    run: RunId,
    name: string,
    files: readonly DroppedFile[],
    base: NamedRun,
    config: RunConfig,
  ): ImportedAdapter;
  /** Reads the records and measurements of a zip of several runs; weights stay where they are. */
  readRuns(file: File): FoundRuns;
}

/** The methods as they are called: each answers with its value, or with what went wrong as data. */
export type WorkerApi = {
  readonly [Name in keyof WorkerMethods]: (
    ...parameters: Parameters<WorkerMethods[Name]>
  ) => Promise<Result<ReturnType<WorkerMethods[Name]>>>;
};
