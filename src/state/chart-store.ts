// How the charts are drawn. What they draw is read from the runs (domain/run/curves.ts).

import { createStore, type StoreApi } from "zustand/vanilla";
import type { BaselineName } from "@/domain/run/baseline-rows";

/** Weight of the smoothed lines until somebody changes it: about a fiftieth of the chart. */
export const INITIAL_SMOOTHING = 0.9;

/** The choices of both charts. */
export interface ChartState {
  /** Weight of the past in the smoothed lines, 0 up to 1; holds for a 500th of the curve. */
  readonly smoothing: number;
  /** Which yardsticks are drawn. */
  readonly levels: Readonly<Record<BaselineName, boolean>>;
  setSmoothing(weight: number): void;
  showLevel(name: BaselineName, isShown: boolean): void;
}

/** Creates the store. */
export function createChartStore(): StoreApi<ChartState> {
  return createStore<ChartState>()((set) => ({
    smoothing: INITIAL_SMOOTHING,
    levels: { uniform: true, unigram: false, bigram: true },
    setSmoothing: (smoothing) => set({ smoothing }),
    showLevel: (name, isShown) => set(({ levels }) => ({ levels: { ...levels, [name]: isShown } })),
  }));
}
