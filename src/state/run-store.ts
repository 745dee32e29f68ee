// The run on screen: its state, device, settings, latest figures and epoch rows. Series are in metrics-store.ts.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { RunHistory } from "@/domain/checkpoint/run-history";
import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import type { VocabularyFit } from "@/domain/tokenizer/vocabulary-fit";
import { standsAtBest } from "@/domain/training/best-epoch";
import type { DeviceReport } from "@/domain/training/device-report";
import type { EpochRow, TrainingProgress } from "@/domain/training/progress";
import type { Baselines } from "@/domain/windows/baselines";
import type { PaddingShares } from "@/domain/windows/padding-share";
import type { EndReason, RunStarted, RunState } from "@/worker/protocol";
import type { DatasetMark, RunOrigin, RunParent } from "./run-origin";

/** Newest figures; null until measured. Losses in nats a token, accuracies as shares. */
export interface LatestMetrics {
  readonly step: number | null;
  readonly epoch: number | null;
  readonly trainLoss: number | null;
  readonly trainAccuracy: number | null;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly gradientNorm: number | null;
  readonly learningRate: number | null;
  readonly tokensPerSecond: number | null;
  readonly stepMilliseconds: number | null;
  /** Training time, pauses excluded. */
  readonly elapsedSeconds: number | null;
}

/** Figures of a run that has not begun. */
export const noMetrics: LatestMetrics = {
  step: null,
  epoch: null,
  trainLoss: null,
  trainAccuracy: null,
  validationLoss: null,
  validationAccuracy: null,
  gradientNorm: null,
  learningRate: null,
  tokensPerSecond: null,
  stepMilliseconds: null,
  elapsedSeconds: null,
};

/** What a run learned from, as far as its figures and samples need it; null where an imported file does not say. */
export interface RunBackground {
  readonly tokenizer: TokenizerState;
  readonly template: string;
  readonly firstRecord: string;
  readonly trainWindows: number | null;
  readonly validationWindows: number | null;
  readonly bigramLoss: number | null;
  readonly bigramAccuracy: number | null;
  readonly bigramOnText: Baselines["bigramOnText"];
  readonly padding: PaddingShares | null;
}

/** What an imported file knows of the run behind it. */
export interface RunMemory {
  /** Null where the data of the run is the data on the page. */
  readonly background: RunBackground | null;
  readonly history: RunHistory;
}

/** The run on screen, and how it is changed by events and commands. */
export interface RunStoreState {
  readonly state: RunState;
  readonly device: DeviceReport | null;
  /** Tells runs apart, imported ones too; 0 before the first. */
  readonly id: number;
  /** Display name of the run, null before the first. */
  readonly name: string | null;
  /** Runs begun so far; numbers the names. */
  readonly runNumber: number;
  /** Seconds of training that the newest file with the weights holds. */
  readonly savedSeconds: number;
  /** Settings the run was started with, live changes included. */
  readonly config: RunConfig | null;
  readonly parameterCount: number | null;
  readonly totalSteps: number | null;
  /** Bytes that the open run holds on the device. */
  readonly memoryBytes: number | null;
  /** Data that the run learns from, null before the first run. */
  readonly dataset: DatasetMark | null;
  /** The run whose weights this one began with, null for none. */
  readonly parent: RunParent | null;
  /** What was told of other data that the run might go on with, until that is agreed to. */
  readonly asked: { readonly hash: string; readonly fit: VocabularyFit } | null;
  /** Data of the run, null while it is the data on the page. */
  readonly background: RunBackground | null;
  readonly latest: LatestMetrics;
  readonly epochs: readonly EpochRow[];
  /** Epoch whose weights the worker can put back, null while there are none. */
  readonly keptEpoch: number | null;
  readonly endReason: EndReason | null;
  /** Step at which the run ended; restored weights may be of an earlier one. */
  readonly endStep: number | null;
  readonly error: AppError | null;
  /** Whether the page has stopped the run before the worker did. */
  readonly stopsHere: boolean;
  setDevice(device: DeviceReport): void;
  /** Clears the last run and names the next one. */
  begin(name: string, config: RunConfig): void;
  setOrigin(origin: RunOrigin): void;
  /** Tells what going on with other data would leave out, and waits for a yes. */
  ask(asked: RunStoreState["asked"]): void;
  setStarted(started: RunStarted): void;
  /** Notes that a file now holds the run as it stands. */
  markSaved(): void;
  setBackground(background: RunBackground | null): void;
  setState(state: RunState, reason: EndReason | null, error: AppError | null): void;
  /** Shows the run as stopped while the worker has not said so yet; what it says of the run until then is passed over. */
  stopHere(): void;
  /** The worker has answered the stop. */
  endStopping(): void;
  setTotalSteps(totalSteps: number): void;
  updateLatest(changes: Partial<LatestMetrics>): void;
  addEpoch(row: EpochRow, best: boolean): void;
  /** Shows the run as it stood when its best weights were made. */
  goBack(progress: TrainingProgress): void;
  /** Shows the run as it rests after its worker died: as its newest copy has it, which is in no file of the user's. */
  comeBack(progress: TrainingProgress): void;
  /** Takes live changes of settings over. */
  setConfig(config: RunConfig): void;
  /** Shows an imported run as a paused one. */
  restore(name: string, config: RunConfig, progress: TrainingProgress, memory: RunMemory): void;
  /** Shows a run again that had given way. */
  putBack(run: ShownRun): void;
  /** Back to no run; device and numbering stay. */
  clear(): void;
}

/** All that the page shows of one run. */
export type ShownRun = Pick<RunStoreState, keyof typeof noRun>;

const noRun = {
  id: 0,
  state: "idle",
  name: null,
  config: null,
  parameterCount: null,
  totalSteps: null,
  memoryBytes: null,
  dataset: null,
  parent: null,
  asked: null,
  background: null,
  savedSeconds: 0,
  latest: noMetrics,
  epochs: [],
  keptEpoch: null,
  endReason: null,
  endStep: null,
  error: null,
  stopsHere: false,
} as const satisfies Partial<RunStoreState>;

/** Creates the store with no run. */
export function createRunStore(): StoreApi<RunStoreState> {
  let lastId = 0;
  return createStore<RunStoreState>()((set) => ({
    ...noRun,
    device: null,
    runNumber: 0,
    setDevice: (device) => set({ device }),
    begin: (name, config) =>
      set((state) => ({
        ...noRun,
        id: ++lastId,
        state: "preparing",
        name,
        config,
        runNumber: state.runNumber + 1,
      })),
    setOrigin: ({ dataset, parent }) => set({ dataset, parent }),
    ask: (asked) => set({ asked }),
    setStarted: ({ parameterCount, totalSteps, device, memoryBytes }) =>
      set({ parameterCount, totalSteps, device, memoryBytes }),
    markSaved: () => set((state) => ({ savedSeconds: state.latest.elapsedSeconds ?? 0 })),
    setBackground: (background) => set({ background }),
    setState: (state, endReason, error) =>
      set(({ latest, stopsHere }) => {
        if (stopsHere && endReason === null) return {};
        return { state, endReason, error, endStep: endReason === null ? null : latest.step };
      }),
    stopHere: () =>
      set(({ state, latest }) => {
        if (state !== "running" && state !== "preparing" && state !== "paused") return {};
        return { state: "stopped", endReason: "stoppedByUser", endStep: latest.step, stopsHere: true };
      }),
    endStopping: () => set({ stopsHere: false }),
    setTotalSteps: (totalSteps) => set({ totalSteps }),
    updateLatest: (changes) => set((state) => ({ latest: { ...state.latest, ...changes } })),
    addEpoch: (row, best) =>
      set(({ epochs, keptEpoch }) => ({
        // A run that went on from restored weights measures its later epochs anew.
        epochs: [...epochs.filter(({ epoch }) => epoch < row.epoch), row],
        keptEpoch: best ? row.epoch : keptEpoch,
      })),
    goBack: ({ step, epoch, epochs }) => set(({ latest }) => ({ epochs, latest: { ...latest, step, epoch } })),
    comeBack: (progress) =>
      set(({ config, latest }) => ({
        state: "paused",
        endReason: null,
        endStep: null,
        error: null,
        savedSeconds: 0,
        epochs: progress.epochs,
        keptEpoch: config === null ? null : restorableEpoch(progress, config),
        latest: { ...latest, step: progress.step, epoch: progress.epoch },
      })),
    setConfig: (config) => set({ config }),
    restore: (name, config, progress, { background, history }) =>
      set(({ runNumber }) => ({
        ...noRun,
        runNumber: runNumber + 1,
        id: ++lastId,
        state: "paused",
        name,
        config,
        background,
        epochs: progress.epochs,
        keptEpoch: restorableEpoch(progress, config),
        latest: latestOf(progress, history),
      })),
    putBack: (run) => set(run),
    clear: () => set(noRun),
  }));
}

/** Picks what the page shows of the run on screen; a run under way counts as paused. */
export function shownRun(run: RunStoreState): ShownRun {
  const picked = Object.fromEntries(Object.keys(noRun).map((key) => [key, run[key as keyof ShownRun]])) as unknown;
  const shown = picked as ShownRun;
  return shown.state === "running" ? { ...shown, state: "paused" } : shown;
}

/** Gives the epoch whose weights a worker can put back that has only those of this progress. */
function restorableEpoch(progress: TrainingProgress, { training }: RunConfig): number | null {
  return standsAtBest(progress, training.earlyStopping) ? progress.epoch : null;
}

function latestOf(progress: TrainingProgress, { steps }: RunHistory): LatestMetrics {
  const row = progress.epochs.at(-1) ?? null;
  // The loss of the last step is not the mean of an epoch: that stands in the table.
  const newest = steps.find(({ step }) => step === progress.step) ?? null;
  return {
    ...noMetrics,
    step: progress.step,
    epoch: progress.epoch,
    trainLoss: newest?.loss ?? null,
    trainAccuracy: newest?.accuracy ?? null,
    validationLoss: row?.validationLoss ?? null,
    validationAccuracy: row?.validationAccuracy ?? null,
    learningRate: newest?.learningRate ?? (row?.step === progress.step ? row.learningRate : null),
  };
}
