// Measuring the open model on request: what to measure on, how far it has come, and what came out.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { RunId } from "@/domain/run/run";
import type { EvaluationPart, EvaluationReport } from "@/worker/protocol";

/** The newest measurement and the choice for the next. */
export interface EvaluationState {
  readonly part: EvaluationPart;
  /** Share of the measurement under way that is done, 0 to 1; null while there is none. */
  readonly share: number | null;
  readonly report: EvaluationReport | null;
  /** The run that the report is of, by its id. */
  readonly run: RunId | null;
  choose(part: EvaluationPart): void;
  /** Begins a measurement of run `run`; the last result goes. */
  begin(run: RunId): void;
  reportProgress(share: number): void;
  /** Ends the measurement, with null where it was stopped or failed. */
  finish(report: EvaluationReport | null): void;
}

/** Creates the store with nothing measured. */
export function createEvaluationStore(): StoreApi<EvaluationState> {
  return createStore<EvaluationState>()((set) => ({
    part: "validation",
    share: null,
    report: null,
    run: null,
    choose: (part) => set({ part }),
    begin: (run) => set({ share: 0, report: null, run }),
    reportProgress: (share) => set((state) => (state.share === null ? state : { share })),
    finish: (report) => set({ share: null, report }),
  }));
}
