// A run: one record from its first step to its place in a file, whatever happens to it. Its weights are elsewhere, in the
// worker's session or in checkpoints. What follows from the record is derived (run-figures.ts).
import type { DatasetReference } from "../checkpoint/checkpoint";
import type { RunConfig } from "../config/run-config";
import type { AppError } from "../errors";
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { DeviceReport } from "../training/device-report";
import { freshProgress, type TrainingProgress } from "../training/progress";
import type { Baselines } from "../windows/baselines";
import type { PaddingShares } from "../windows/padding-share";
import type { RunComparison } from "./comparison";
import type { RunOrigin } from "./run-origin";
import { emptySeries, type RunSeries } from "./run-series";

/** Looks that runs have in charts: six colours times three markers. */
export const MOST_LOOKS = 18;

/** Tells runs apart, on all computers: 16 random hexadecimal digits. */
export type RunId = string;

/** Tells the id of a run from one that a list gives. */
export function isRunId(id: string): id is RunId {
  return /^[0-9a-f]{16}$/.test(id);
}

/** What a run is doing. */
export type RunState = "idle" | "preparing" | "running" | "paused" | "finished" | "stopped" | "failed";

/** Why a run ended. */
export type EndReason = "epochsDone" | "earlyStopping" | "stoppedByUser" | "diverged" | "failed";

/** What a run is doing, or how it ended. */
export interface RunStatus {
  readonly state: RunState;
  readonly reason: EndReason | null;
  readonly error: AppError | null;
}

/** How a run rests that can go on. */
export const PAUSED: RunStatus = { state: "paused", reason: null, error: null };

/** What figures and samples of a run need to know of its data; null where an older file does not say. */
export interface DataFigures {
  readonly tokenizer: TokenizerState;
  readonly template: string;
  readonly firstRecord: string;
  /** A prompt that was held back from learning; null where records are no pairs. */
  readonly heldOutPrompt: string | null;
  readonly trainWindows: number | null;
  readonly validationWindows: number | null;
  readonly unigramLoss: number | null;
  readonly unigramAccuracy: number | null;
  readonly bigramLoss: number | null;
  readonly bigramAccuracy: number | null;
  readonly bigramOnText: Baselines["bigramOnText"];
  readonly padding: PaddingShares | null;
  /** Characters that a target stands for on average, by which losses of different tokens compare. */
  readonly charactersPerTarget: number | null;
}

/** The data that a run learned from: which, and what is known of it, without holding it. */
export interface DataReference extends DatasetReference, DataFigures {}

/** The run whose weights another began with, as it stood then. */
export interface RunParent {
  readonly id: RunId;
  readonly name: string;
  readonly step: number;
  /** Name of the data that it learned from. */
  readonly dataset: string;
  /** What it had itself begun with, noted when its record went. */
  readonly before?: RunId | undefined;
}

/** Facts of a run that is open, as the worker tells them. */
export interface RunFacts {
  readonly parameterCount: number;
  readonly totalSteps: number;
  readonly device: DeviceReport;
  /** Bytes that the run holds on its device. */
  readonly memoryBytes: number;
}

/** How fast a run went lately, and how long in all. */
export interface RunPace {
  /** Wall time of training so far, pauses and evaluation excluded. */
  readonly trainingSeconds: number;
  /** Null until it has taken a step on this computer. */
  readonly tokensPerSecond: number | null;
  readonly stepMilliseconds: number | null;
}

/** A setting changed while the run went on, after `step` finished steps. */
export interface SettingChange {
  readonly step: number;
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** A text that the run's weights wrote after `step` steps. */
export interface RunSample {
  readonly step: number;
  readonly prompt: string;
  readonly seed: string;
  readonly text: string;
}

/** Weights of the run that can be had again. */
export interface CheckpointMark {
  readonly step: number;
  readonly kind: "first" | "spaced" | "best" | "last";
  /** In the worker's memory, kept in the browser, or in a file that was taken home. */
  readonly where: "memory" | "browser" | "file";
  /** Seconds of training that they hold; null where the place does not tell. */
  readonly seconds: number | null;
}

/** An accident, of the page, the worker or the device: the run came back at `step`, and `lost` steps were gone. */
export interface RunCut {
  readonly step: number;
  readonly lost: number;
}

/** One run. Its seed is that of its settings. */
export interface Run extends RunStatus {
  readonly id: RunId;
  readonly name: string;
  readonly note: string;
  /** Number of its look in charts, 1 up to MOST_LOOKS; never changes. */
  readonly colour: number;
  /** Whether its row stays above the others. */
  readonly pinned: boolean;
  /** Whether charts draw it while it is not open. */
  readonly drawn: boolean;
  /** Settings it was started with, live changes included. */
  readonly config: RunConfig;
  /** Whether it was planned: it keeps to its settings, and changes of those on the page do not reach it. */
  readonly planned: boolean;
  readonly data: DataReference;
  readonly parent: RunParent | null;
  /** Where its model came from; null for one that was trained here. */
  readonly origin: RunOrigin | null;
  /** Step at which it ended; restored weights may be of an earlier one. */
  readonly endStep: number | null;
  readonly progress: TrainingProgress;
  readonly series: RunSeries;
  /** Null until its first session is open. */
  readonly facts: RunFacts | null;
  /** Null until it has taken a step. */
  readonly pace: RunPace | null;
  readonly changes: readonly SettingChange[];
  readonly cuts: readonly RunCut[];
  readonly samples: readonly RunSample[];
  /** What it and another model answered to the same prompts, when that was last asked; null before. */
  readonly comparison: RunComparison | null;
  readonly checkpoints: readonly CheckpointMark[];
}

/** Creates the record of a run that is about to be opened. */
export function createRun(known: Pick<Run, "id" | "name" | "config" | "data" | "colour" | "parent">): Run {
  return {
    ...known,
    origin: null,
    planned: false,
    note: "",
    pinned: false,
    drawn: true,
    state: "preparing",
    reason: null,
    error: null,
    endStep: null,
    progress: freshProgress,
    series: emptySeries(),
    facts: null,
    pace: null,
    changes: [],
    cuts: [],
    samples: [],
    comparison: null,
    checkpoints: [],
  };
}

/** What stands in the place of a run while none is open. */
export const noRun = {
  id: null,
  name: null,
  note: "",
  planned: false,
  colour: 1,
  pinned: false,
  drawn: true,
  state: "idle",
  reason: null,
  error: null,
  config: null,
  data: null,
  parent: null,
  origin: null,
  endStep: null,
  progress: freshProgress,
  series: emptySeries(),
  facts: null,
  pace: null,
  changes: [],
  cuts: [],
  samples: [],
  comparison: null,
  checkpoints: [],
} as const satisfies { readonly [Key in keyof Run]: Run[Key] | null };

/** The open run, or what stands in its place. */
export type OpenRun = Run | typeof noRun;
