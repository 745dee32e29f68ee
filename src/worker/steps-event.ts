// Finished steps as the event that the page draws from.
import type { StepMetrics } from "@/engine/engine";
import { type TrainingRun, totalSteps } from "@/engine/training-run";
import type { WorkerEvent } from "./protocol";

/** Builds the event; `predictions` counts the tokens predicted in one step. */
export function stepsEvent(run: TrainingRun, metrics: readonly StepMetrics[], predictions: number): WorkerEvent {
  const stepMilliseconds = run.stepMilliseconds ?? 0;
  return {
    type: "steps",
    columns: {
      step: metrics.map((metric) => metric.step),
      loss: metrics.map((metric) => metric.loss),
      accuracy: metrics.map((metric) => metric.accuracy),
      gradientNorm: metrics.map((metric) => metric.gradientNorm),
      learningRate: metrics.map((metric) => metric.learningRate),
    },
    epoch: run.progress.epoch,
    totalSteps: totalSteps(run),
    trainingSeconds: run.trainingMilliseconds / 1000,
    tokensPerSecond: stepMilliseconds > 0 ? (predictions * 1000) / stepMilliseconds : 0,
    stepMilliseconds,
  };
}
