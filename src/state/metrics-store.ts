// The curves of the run on screen. Points gather outside React; what subscribers see is a thinned view
// that is renewed at most ten times a second.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { EpochRow } from "@/domain/training/progress";
import type { StepColumns } from "@/worker/protocol";
import { thinPoints } from "./thin-points";

/** A point of a curve: x in steps. */
export interface MetricPoint {
  readonly x: number;
  readonly y: number;
}

export type LineName =
  | "trainLoss"
  | "trainAccuracy"
  | "validationLoss"
  | "validationAccuracy"
  | "gradientNorm"
  | "learningRate";

/** A curve as drawn: at most 500 points, x in steps. */
export type Lines = Readonly<Record<LineName, readonly MetricPoint[]>>;

export interface MetricsState {
  /** Counts the renewals of the view. */
  readonly version: number;
  readonly lines: Lines;
  addSteps(columns: StepColumns): void;
  addEvaluation(step: number, loss: number, accuracy: number): void;
  /** Draws the epoch rows of an imported run. */
  restore(epochs: readonly EpochRow[]): void;
  clear(): void;
}

export type MetricsStore = StoreApi<MetricsState>;

/** Most points that one curve shows. */
export const viewPoints = 500;

const viewMilliseconds = 100;

/** Creates the store with empty curves. */
export function createMetricsStore(): MetricsStore {
  let points = emptyPoints();
  let resting = false;
  let stale = false;
  return createStore<MetricsState>()((set, get) => {
    const renew = (): void => {
      stale = resting;
      if (resting) return;
      set({ version: get().version + 1, lines: thinnedLines(points, get().lines) });
      resting = true;
      setTimeout(() => {
        resting = false;
        if (stale) renew();
      }, viewMilliseconds);
    };
    const addEvaluation = (step: number, loss: number, accuracy: number): void => {
      points.validationLoss.push({ x: step, y: loss });
      points.validationAccuracy.push({ x: step, y: accuracy });
    };
    return {
      version: 0,
      lines: emptyPoints(),
      addSteps: (columns) => {
        append(points.trainLoss, columns.step, columns.loss);
        append(points.trainAccuracy, columns.step, columns.accuracy);
        append(points.gradientNorm, columns.step, columns.gradientNorm);
        append(points.learningRate, columns.step, columns.learningRate);
        renew();
      },
      addEvaluation: (step, loss, accuracy) => {
        addEvaluation(step, loss, accuracy);
        renew();
      },
      restore: (epochs) => {
        points = emptyPoints();
        for (const row of epochs) {
          points.trainLoss.push({ x: row.step, y: row.trainLoss });
          points.trainAccuracy.push({ x: row.step, y: row.trainAccuracy });
          points.learningRate.push({ x: row.step, y: row.learningRate });
          if (row.validationLoss !== null && row.validationAccuracy !== null)
            addEvaluation(row.step, row.validationLoss, row.validationAccuracy);
        }
        renew();
      },
      clear: () => {
        points = emptyPoints();
        renew();
      },
    };
  });
}

type Points = Record<LineName, MetricPoint[]>;

function emptyPoints(): Points {
  return {
    trainLoss: [],
    trainAccuracy: [],
    validationLoss: [],
    validationAccuracy: [],
    gradientNorm: [],
    learningRate: [],
  };
}

function append(line: MetricPoint[], steps: readonly number[], values: readonly number[]): void {
  for (const [index, x] of steps.entries()) line.push({ x, y: values[index] ?? Number.NaN });
}

// A curve without new points keeps its array, so that charts of other curves need not redraw.
function thinnedLines(points: Points, last: Lines): Lines {
  const view = (name: LineName): readonly MetricPoint[] => {
    const line = points[name];
    const shown = last[name];
    const unchanged = line.length >= shown.length && line.at(-1) === shown.at(-1) && line[0] === shown[0];
    return unchanged ? shown : thinPoints(line, viewPoints);
  };
  return {
    trainLoss: view("trainLoss"),
    trainAccuracy: view("trainAccuracy"),
    validationLoss: view("validationLoss"),
    validationAccuracy: view("validationAccuracy"),
    gradientNorm: view("gradientNorm"),
    learningRate: view("learningRate"),
  };
}
