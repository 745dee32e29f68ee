// How the charts are drawn. What they draw is read from the runs (domain/run/curves.ts).
import { createStore, type StoreApi } from "zustand/vanilla";

/** Weight of the smoothed lines until somebody changes it: about a fiftieth of the chart. */
export const INITIAL_SMOOTHING = 0.9;

/** The choices of both charts. */
export interface ChartState {
  /** Weight of the past in the smoothed lines, 0 up to 1; holds for a 500th of the curve. */
  readonly smoothing: number;
  setSmoothing(weight: number): void;
}

/** Creates the store. */
export function createChartStore(): StoreApi<ChartState> {
  return createStore<ChartState>()((set) => ({
    smoothing: INITIAL_SMOOTHING,
    setSmoothing: (smoothing) => set({ smoothing }),
  }));
}
