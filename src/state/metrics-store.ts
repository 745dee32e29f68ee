// The curves of the run on screen. Points gather outside React (curve.ts); what subscribers see is a thinned
// view that is renewed at most ten times a second.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { EpochRow } from "@/domain/training/progress";
import type { StepColumns } from "@/worker/protocol";
import { Curve, type MetricPoint } from "./curve";

/** The name of a curve. */
export type LineName =
  | "trainLoss"
  | "trainAccuracy"
  | "validationLoss"
  | "validationAccuracy"
  | "gradientNorm"
  | "learningRate";

/** A curve as drawn: at most 500 points, x in steps. */
export type Lines = Readonly<Record<LineName, readonly MetricPoint[]>>;

/** Every curve with all its points. */
export type Curves = Readonly<Record<LineName, Curve>>;

/** All curves of the run. */
export interface MetricsState {
  /** Counts the renewals of the view. */
  readonly version: number;
  readonly lines: Lines;
  addSteps(columns: StepColumns): void;
  addEvaluation(step: number, loss: number, accuracy: number): void;
  /** Draws the epoch rows of an imported run. */
  restore(epochs: readonly EpochRow[]): void;
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
  let curves: Curves = emptyCurves();
  let resting = false;
  let stale = false;
  return createStore<MetricsState>()((set, get) => {
    const renew = (): void => {
      stale = resting;
      if (resting) return;
      set({ version: get().version + 1, lines: mapCurves((name) => curves[name].shown()) });
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
      lines: mapCurves((name) => curves[name].shown()),
      addSteps: (columns) => {
        for (const [index, step] of columns.step.entries()) {
          curves.trainLoss.add(step, columns.loss[index] ?? Number.NaN);
          curves.trainAccuracy.add(step, columns.accuracy[index] ?? Number.NaN);
          curves.gradientNorm.add(step, columns.gradientNorm[index] ?? Number.NaN);
          curves.learningRate.add(step, columns.learningRate[index] ?? Number.NaN);
        }
        renew();
      },
      addEvaluation: (step, loss, accuracy) => {
        addEvaluation(step, loss, accuracy);
        renew();
      },
      restore: (epochs) => {
        clear();
        for (const row of epochs) {
          curves.trainLoss.add(row.step, row.trainLoss);
          curves.trainAccuracy.add(row.step, row.trainAccuracy);
          curves.learningRate.add(row.step, row.learningRate);
          if (row.validationLoss !== null && row.validationAccuracy !== null)
            addEvaluation(row.step, row.validationLoss, row.validationAccuracy);
        }
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

function emptyCurves(): Curves {
  return mapCurves(() => new Curve());
}

function mapCurves<T>(make: (name: LineName) => T): Record<LineName, T> {
  return {
    trainLoss: make("trainLoss"),
    trainAccuracy: make("trainAccuracy"),
    validationLoss: make("validationLoss"),
    validationAccuracy: make("validationAccuracy"),
    gradientNorm: make("gradientNorm"),
    learningRate: make("learningRate"),
  };
}
