// How the charts are drawn. What they draw is read from the runs (domain/run/curves.ts).

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Abscissa } from "@/domain/run/abscissa";
import type { BaselineName } from "@/domain/run/baseline-rows";

/** Weight of the smoothed lines until somebody changes it: about a fiftieth of the chart. */
export const INITIAL_SMOOTHING = 0.9;

/** A part of the abscissa, in what it counts. */
export interface ChartPart {
  readonly by: Abscissa;
  readonly low: number;
  readonly high: number;
}

/** The choices of both charts. */
export interface ChartState {
  /** Weight of the past in the smoothed lines, 0 up to 1; holds for a 500th of the curve. */
  readonly smoothing: number;
  /** Which yardsticks are drawn. */
  readonly levels: Readonly<Record<BaselineName, boolean>>;
  readonly abscissa: Abscissa;
  /** Whether a run that grew from another begins where that one stood. */
  readonly isJoined: boolean;
  /** What is looked at closely; null for everything. */
  readonly part: ChartPart | null;
  setSmoothing(weight: number): void;
  showLevel(name: BaselineName, isShown: boolean): void;
  setAbscissa(abscissa: Abscissa): void;
  setJoined(isJoined: boolean): void;
  lookAt(part: ChartPart | null): void;
}

/** Creates the store. */
export function createChartStore(): StoreApi<ChartState> {
  return createStore<ChartState>()((set) => ({
    smoothing: INITIAL_SMOOTHING,
    levels: { uniform: true, unigram: false, bigram: true },
    abscissa: "epoch",
    isJoined: true,
    part: null,
    setSmoothing: (smoothing) => set({ smoothing }),
    setJoined: (isJoined) => set({ isJoined, part: null }),
    setAbscissa: (abscissa) => set({ abscissa, part: null }),
    lookAt: (part) => set({ part }),
    showLevel: (name, isShown) => set(({ levels }) => ({ levels: { ...levels, [name]: isShown } })),
  }));
}
