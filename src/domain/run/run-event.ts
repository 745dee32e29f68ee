// What becomes of a run, told piece by piece, and what each piece makes of its record. Each names its run; those of one
// run come in order, and nothing else about the order of messages matters.
import type { EpochRow, TrainingProgress } from "../training/progress";
import type { CheckpointMark, Run, RunFacts, RunId, RunPace, RunSample, RunStatus } from "./run";
import { addSample } from "./run-samples";
import { addCheck, addSteps, addTime, type Check, type StepMetrics } from "./run-series";

/** Where a run stands, its epochs aside, which are told one by one. */
export type Standing = Omit<TrainingProgress, "epochs">;

/** News of one run. */
export type RunEvent = { readonly run: RunId } & (
  | ({ readonly type: "runState" } & RunStatus)
  | { readonly type: "opened"; readonly facts: RunFacts }
  | {
      readonly type: "steps";
      readonly steps: readonly StepMetrics[];
      readonly standing: Standing;
      /** Steps that the run lasts in all. */
      readonly totalSteps: number;
      readonly pace: RunPace;
    }
  | { readonly type: "check"; readonly check: Check }
  | { readonly type: "epoch"; readonly row: EpochRow; readonly standing: Standing }
  /** Other weights of the run were put back. */
  | { readonly type: "putBack"; readonly progress: TrainingProgress }
  /** The run wrote a text by itself. */
  | { readonly type: "sample"; readonly sample: RunSample }
  /** What the worker can put back or open again of the run, and whether it has the data that the run learned from. */
  | { readonly type: "held"; readonly checkpoints: readonly CheckpointMark[]; readonly hasData: boolean }
);

const types = {
  runState: true,
  opened: true,
  steps: true,
  check: true,
  epoch: true,
  putBack: true,
  sample: true,
  held: true,
} satisfies Record<RunEvent["type"], true>;

/** Tells news of a run from other events. */
export function isRunEvent<Other extends { readonly type: string }>(event: Other | RunEvent): event is RunEvent {
  return Object.hasOwn(types, event.type);
}

/**
 * Gives the run after news of it. The series grow in place; all else is a new record. Tiny data end hundreds of epochs a
 * second, and tens of thousands in all: however many end in these events, their list is copied once.
 */
export function afterEvents(run: Run, events: readonly RunEvent[]): Run {
  const copied = new Set<readonly EpochRow[]>();
  return events.reduce((before, event) => afterEvent(before, event, copied), run);
}

function afterEvent(run: Run, event: RunEvent, copied: Set<readonly EpochRow[]>): Run {
  switch (event.type) {
    case "runState": {
      const { state, reason, error } = event;
      return { ...run, state, reason, error, endStep: reason === null ? null : run.progress.step };
    }
    case "opened":
      return { ...run, facts: event.facts };
    case "steps": {
      addSteps(run.series, event.steps);
      const { standing, totalSteps, pace } = event;
      addTime(run.series, standing.step, pace.trainingSeconds);
      const facts = run.facts && { ...run.facts, totalSteps };
      return { ...run, progress: { ...standing, epochs: run.progress.epochs }, facts, pace };
    }
    case "check":
      addCheck(run.series, event.check);
      return { ...run };
    case "epoch": {
      const { row, standing } = event;
      const { step, validationLoss: loss, validationAccuracy: accuracy } = row;
      if (loss !== null && accuracy !== null) addCheck(run.series, { step, loss, accuracy });
      return { ...run, progress: { ...standing, epochs: withEpoch(run.progress.epochs, row, copied) } };
    }
    case "putBack":
      return { ...run, progress: event.progress };
    case "sample":
      return { ...run, samples: addSample(run.samples, event.sample) };
    case "held": {
      const elsewhere = run.checkpoints.filter(({ where }) => where !== "memory");
      return { ...run, checkpoints: [...elsewhere, ...event.checkpoints] };
    }
  }
  return event satisfies never;
}

/** Adds an epoch to a list that is among the `copied`, or to a copy that is from now on. */
function withEpoch(rows: readonly EpochRow[], row: EpochRow, copied: Set<readonly EpochRow[]>): readonly EpochRow[] {
  const epochs = copied.has(rows) ? (rows as EpochRow[]) : [...rows];
  copied.add(epochs);
  // A run that went on from restored weights measures its later epochs anew.
  while ((epochs.at(-1)?.epoch ?? Number.NEGATIVE_INFINITY) >= row.epoch) epochs.pop();
  epochs.push(row);
  return epochs;
}
