// Comparing the open model with its base: what is chosen for the next comparison, and the answers of the one under way.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ComparedAnswer } from "@/domain/run/comparison";
import type { RunId } from "@/domain/run/run";

/** The choices for the next comparison. */
export interface ComparisonChoices {
  /** The run that is the base, or "start" for the weights with which the open run began; null for whichever it came from. */
  readonly base: RunId | "start" | null;
  readonly prompts: number;
  /** 0 takes the likeliest token each time. */
  readonly temperature: number;
}

/** A comparison under way. */
export interface RunningComparison {
  readonly run: RunId;
  readonly total: number | null;
  /** The answers so far, the last of them while it is written. */
  readonly answers: readonly ComparedAnswer[];
}

/** The state of comparing; results stand in the records of runs. */
export interface ComparisonState extends ComparisonChoices {
  readonly running: RunningComparison | null;
  choose(change: Partial<ComparisonChoices>): void;
  begin(run: RunId): void;
  /** Shows an answer of the comparison of `run`, as far as it is written. */
  show(run: RunId, index: number, total: number, answer: ComparedAnswer): void;
  finish(): void;
}

/** Creates the store with nothing compared. */
export function createComparisonStore(): StoreApi<ComparisonState> {
  return createStore<ComparisonState>()((set) => ({
    base: null,
    prompts: 20,
    temperature: 0,
    running: null,
    choose: (change) => set(change),
    begin: (run) => set({ running: { run, total: null, answers: [] } }),
    show: (run, index, total, answer) =>
      set(({ running }) =>
        running?.run === run ? { running: { run, total, answers: [...running.answers.slice(0, index), answer] } } : {},
      ),
    finish: () => set({ running: null }),
  }));
}
