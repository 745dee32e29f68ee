// The sample panel's state: settings of generation, the text so far, and how the last one ended.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppError } from "@/domain/errors";
import type { RunId, RunSample } from "@/domain/run/run";
import { defaultHeard, type HeardConfig } from "@/domain/sampling/heard-sampling";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { defaultSampling, settleSampling } from "@/domain/sampling/sampling-parameters";
import type { SampleReport } from "@/worker/protocol";
import { addAttempts, emptyTally, type ValidTally } from "./valid-tally";

/** The model that a sample is of. */
export interface SampleOrigin {
  /** The run's id. */
  readonly run: RunId;
  readonly runName: string;
  /** Finished steps of the weights that write; null until the worker has told. */
  readonly step: number | null;
}

/** A sample that a run wrote by itself or was asked for, and the run. */
export interface ChosenSample {
  readonly run: RunId;
  readonly sample: RunSample;
}

/** The newest sample and the settings of the next. */
export interface SampleState {
  readonly config: SamplingConfig;
  /** How runs write by themselves. */
  readonly heard: HeardConfig;
  /** The sample of a run that somebody went back to; null for the newest. */
  readonly chosen: ChosenSample | null;
  /** Whether the next texts are drawn by the seed as it stands, instead of by a new one each. */
  readonly seedLocked: boolean;
  /** Number of the newest generation; events of older ones are dropped. */
  readonly id: number;
  /** Settings that the newest was asked for with; each of `texts` goes on from their prompt. */
  readonly request: SamplingConfig | null;
  readonly origin: SampleOrigin | null;
  /** One or more, the last of which grows while they are written. */
  readonly texts: readonly string[];
  readonly running: boolean;
  readonly report: SampleReport | null;
  readonly error: AppError | null;
  readonly tally: ValidTally;
  /** Changes one setting, brought into its range. A seed set by hand is kept; an empty one is drawn anew. */
  set<K extends keyof SamplingConfig>(key: K, value: SamplingConfig[K]): void;
  setHeard(change: Partial<HeardConfig>): void;
  choose(chosen: ChosenSample | null): void;
  lockSeed(locked: boolean): void;
  /** Gives the seed to draw by next: the one that is locked, else `freshSeed`, which then stands in the settings. */
  takeSeed(freshSeed: string): string;
  /** Starts the next generation, by `freshSeed` unless the seed is locked, and gives its number and settings. */
  begin(run: Pick<SampleOrigin, "run" | "runName">, freshSeed: string): { id: number; request: SamplingConfig };
  /** Shows the texts of generation `id` so far, written by the weights after `step` steps. */
  setTexts(id: number, texts: readonly string[], step: number): void;
  finish(id: number, report: SampleReport): void;
  fail(id: number, error: AppError): void;
}

/** Creates the store with no sample. */
export function createSampleStore(): StoreApi<SampleState> {
  return createStore<SampleState>()((set, get) => ({
    config: defaultSampling,
    heard: defaultHeard,
    chosen: null,
    seedLocked: false,
    id: 0,
    request: null,
    origin: null,
    texts: [""],
    running: false,
    report: null,
    error: null,
    tally: emptyTally,
    set: (key, value) =>
      set(({ config, seedLocked }) => ({
        config: settleSampling({ ...config, [key]: value }),
        seedLocked: key === "seed" ? value !== "" : seedLocked,
      })),
    setHeard: (change) => set(({ heard }) => ({ heard: { ...heard, ...change } })),
    choose: (chosen) => set({ chosen }),
    lockSeed: (seedLocked) => set({ seedLocked }),
    takeSeed: (freshSeed) => {
      set(({ config, seedLocked }) => (seedLocked ? {} : { config: { ...config, seed: freshSeed } }));
      return get().config.seed;
    },
    begin: (run, freshSeed) => {
      get().takeSeed(freshSeed);
      const { id: last, config: request } = get();
      const id = last + 1;
      const origin = { ...run, step: null };
      set({ id, request, origin, texts: [""], running: true, report: null, error: null });
      return { id, request };
    },
    setTexts: (id, texts, step) =>
      set((state) => (id === state.id && state.origin !== null ? { texts, origin: { ...state.origin, step } } : {})),
    finish: (id, report) =>
      set(({ id: newest, origin, request, tally }) => {
        if (id !== newest || origin === null || request === null) return {};
        const { step } = report;
        const model = { run: origin.run, step };
        return {
          running: false,
          report,
          origin: { ...origin, step },
          tally: addAttempts(tally, model, request, report),
        };
      }),
    fail: (id, error) => set((state) => (id === state.id ? { running: false, error } : {})),
  }));
}
