// The curves of the run on screen. Points gather outside React (curve.ts); what subscribers see is a thinned
// view that is renewed at most ten times a second.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { LoggedCheck, RunHistory } from "@/domain/checkpoint/run-history";
import type { EpochRow } from "@/domain/training/progress";
import type { StepColumns } from "@/worker/protocol";
import { Curve, type CurveReading, type MetricPoint } from "./curve";

/** The name of a curve. */
export type LineName = "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy";

/** A curve as drawn: at most 500 points, x in steps. */
export type Lines = Readonly<Record<LineName, readonly MetricPoint[]>>;

/** Every curve with all its points. */
export type Curves = Readonly<Record<LineName, Curve>>;

/** Weight of the smoothed lines until somebody changes it: about a fiftieth of the chart. */
export const INITIAL_SMOOTHING = 0.9;

/** All curves of the run. */
export interface MetricsState {
  /** Counts the renewals of the view. */
  readonly version: number;
  /** Weight of the past in the smoothed lines, 0 up to 1; holds for a 500th of the curve. */
  readonly smoothing: number;
  readonly lines: Lines;
  /** The curves of single batches, smoothed over every step. */
  readonly smooth: Pick<Lines, "trainLoss" | "trainAccuracy">;
  /** Gives the point of a curve nearest to `step`, as measured and as smoothed; null where there is none. */
  nearest(name: LineName, step: number): CurveReading | null;
  setSmoothing(weight: number): void;
  addSteps(columns: StepColumns): void;
  addEvaluation(step: number, loss: number, accuracy: number): void;
  /** Draws an imported run; epochs stand for steps that its file does not tell. */
  restore(epochs: readonly EpochRow[], history: RunHistory): void;
  /** Copies the curves of the run on screen. */
  copy(): Curves;
  /** Draws copied curves again. */
  putBack(copied: Curves): void;
  clear(): void;
}

/** The store of the curves. */
export type MetricsStore = StoreApi<MetricsState>;

const viewMilliseconds = 100;

/** Creates the store with empty curves. */
export function createMetricsStore(): MetricsStore {
  let curves: Curves = mapCurves(() => new Curve());
  let resting = false;
  let stale = false;
  const linesOf = (smoothing: number) => ({
    lines: mapCurves((name) => curves[name].points()),
    smooth: {
      trainLoss: curves.trainLoss.smoothed(smoothing),
      trainAccuracy: curves.trainAccuracy.smoothed(smoothing),
    },
  });
  return createStore<MetricsState>()((set, get) => {
    const renew = (): void => {
      stale = resting;
      if (resting) return;
      set({ version: get().version + 1, ...linesOf(get().smoothing) });
      resting = true;
      setTimeout(() => {
        resting = false;
        if (stale) renew();
      }, viewMilliseconds);
    };
    const addEvaluation = (step: number, loss: number, accuracy: number): void => {
      curves.validationLoss.add(step, loss);
      curves.validationAccuracy.add(step, accuracy);
    };
    const clear = (): void => {
      for (const curve of Object.values(curves)) curve.clear();
    };
    return {
      version: 0,
      smoothing: INITIAL_SMOOTHING,
      ...linesOf(INITIAL_SMOOTHING),
      nearest: (name, step) => curves[name].nearest(step, get().smoothing),
      setSmoothing: (smoothing) => set({ smoothing, ...linesOf(smoothing) }),
      addSteps: (columns) => {
        const [first] = columns.step;
        // Steps made anew: what was measured of the thrown-away ones goes with them.
        if (first !== undefined) for (const curve of Object.values(curves)) curve.cutFrom(first);
        for (const [index, step] of columns.step.entries()) {
          curves.trainLoss.add(step, columns.loss[index] ?? Number.NaN);
          curves.trainAccuracy.add(step, columns.accuracy[index] ?? Number.NaN);
        }
        renew();
      },
      addEvaluation: (step, loss, accuracy) => {
        addEvaluation(step, loss, accuracy);
        renew();
      },
      restore: (epochs, { steps, checks }) => {
        clear();
        const firstStep = steps[0]?.step ?? Number.POSITIVE_INFINITY;
        for (const { step, loss, accuracy } of [
          ...trainingOf(epochs).filter((row) => row.step < firstStep),
          ...steps,
        ]) {
          curves.trainLoss.add(step, loss);
          curves.trainAccuracy.add(step, accuracy);
        }
        const validation = [...checks, ...validationOf(epochs)].sort((left, right) => left.step - right.step);
        for (const { step, loss, accuracy } of validation) addEvaluation(step, loss, accuracy);
        renew();
      },
      copy: () => mapCurves((name) => curves[name].copy()),
      putBack: (copied) => {
        curves = copied;
        renew();
      },
      clear: () => {
        clear();
        renew();
      },
    };
  });
}

function trainingOf(epochs: readonly EpochRow[]): readonly LoggedCheck[] {
  return epochs.map(({ step, trainLoss, trainAccuracy }) => ({ step, loss: trainLoss, accuracy: trainAccuracy }));
}

function validationOf(epochs: readonly EpochRow[]): readonly LoggedCheck[] {
  return epochs.flatMap(({ step, validationLoss: loss, validationAccuracy: accuracy }) =>
    loss === null || accuracy === null ? [] : [{ step, loss, accuracy }],
  );
}

function mapCurves<T>(make: (name: LineName) => T): Record<LineName, T> {
  return {
    trainLoss: make("trainLoss"),
    trainAccuracy: make("trainAccuracy"),
    validationLoss: make("validationLoss"),
    validationAccuracy: make("validationAccuracy"),
  };
}
