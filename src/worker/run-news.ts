// What the training loop did, as news of its run.
import type { RunEvent } from "@/domain/run/run-event";
import type { TrainEvent } from "@/engine/train";
import { totalSteps } from "@/engine/training-run";
import { type ActiveRun, bestMarks } from "./active-run";

/** Gives the events that tell of a slice of training. */
export function newsOf(active: ActiveRun, event: TrainEvent): readonly RunEvent[] {
  const { id: run, training } = active;
  const { epochs: _, ...standing } = training.progress;
  switch (event.type) {
    case "steps":
      return [{ type: "steps", run, steps: event.metrics, standing, ...paceOf(active) }];
    case "evaluation": {
      const { loss, accuracy } = event.result;
      return [{ type: "check", run, check: { step: event.step, loss, accuracy } }];
    }
    case "epoch": {
      const epoch: RunEvent = { type: "epoch", run, row: event.row, standing };
      return event.best ? [epoch, heldNews(active)] : [epoch];
    }
    case "working":
      return [];
  }
  return event satisfies never;
}

/** Tells which weights of an open run are kept beside those of its session, which has its data. */
export function heldNews({ id, training }: ActiveRun): RunEvent {
  const { best, trainingMilliseconds } = training;
  return { type: "held", run: id, checkpoints: bestMarks(best, trainingMilliseconds / 1000), hasData: true };
}

function paceOf(active: ActiveRun) {
  const { training } = active;
  const stepMilliseconds = training.stepMilliseconds ?? 0;
  const tokensPerSecond = stepMilliseconds > 0 ? (training.session.stepTargets * 1000) / stepMilliseconds : 0;
  const pace = { trainingSeconds: training.trainingMilliseconds / 1000, tokensPerSecond, stepMilliseconds };
  return { totalSteps: totalSteps(training), pace };
}
