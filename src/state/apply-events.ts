// Writes a batch of the worker's events into the stores, in order.
import type { StepColumns, WorkerEvent } from "@/worker/protocol";
import type { Stores } from "./stores";

/** Applies `events` to the stores. */
export function applyEvents(stores: Stores, events: readonly WorkerEvent[]): void {
  for (const event of events) applyEvent(stores, event);
}

function applyEvent(stores: Stores, event: WorkerEvent): void {
  const { data, run, metrics, samples, notices } = stores;
  switch (event.type) {
    case "loadProgress":
      data.getState().reportProgress({ bytes: event.bytes, totalBytes: event.totalBytes, stage: event.stage });
      return;
    case "sourcePreview":
      data.getState().setPreview(event.summary);
      return;
    case "cleaned":
      data.getState().setReport(event.report);
      return;
    case "runState":
      run.getState().setState(event.state, event.reason, event.error);
      if (event.error !== null) notices.getState().showError(event.error);
      return;
    case "steps":
      metrics.getState().addSteps(event.columns);
      run.getState().setTotalSteps(event.totalSteps);
      run.getState().updateLatest({
        ...newestStep(event.columns),
        epoch: event.epoch,
        tokensPerSecond: event.tokensPerSecond,
        stepMilliseconds: event.stepMilliseconds,
        elapsedSeconds: event.trainingSeconds,
      });
      return;
    case "evaluation":
      metrics.getState().addEvaluation(event.step, event.loss, event.accuracy);
      run.getState().updateLatest({ validationLoss: event.loss, validationAccuracy: event.accuracy });
      return;
    case "epoch":
      run.getState().addEpoch(event.row, event.best);
      if (event.row.validationLoss === null || event.row.validationAccuracy === null) return;
      metrics.getState().addEvaluation(event.row.step, event.row.validationLoss, event.row.validationAccuracy);
      run.getState().updateLatest({
        validationLoss: event.row.validationLoss,
        validationAccuracy: event.row.validationAccuracy,
      });
      return;
    case "sampleText":
      samples.getState().setText(event.id, event.text, event.step);
      return;
    case "sampleDone":
      samples.getState().finish(event.id, event.report);
      return;
    case "evaluationProgress":
      stores.evaluation.getState().reportProgress(event.share);
      return;
    case "examineProgress":
      stores.clinic.getState().reportProgress(event.share);
      return;
    case "deviceLost":
      notices.getState().showError({ code: "deviceLost", detail: event.detail });
      return;
    default:
      event satisfies never;
  }
}

function newestStep(columns: StepColumns) {
  const last = columns.step.length - 1;
  if (last < 0) return {};
  return {
    step: columns.step[last] ?? null,
    trainLoss: columns.loss[last] ?? null,
    trainAccuracy: columns.accuracy[last] ?? null,
    gradientNorm: columns.gradientNorm[last] ?? null,
    learningRate: columns.learningRate[last] ?? null,
  };
}
