// Writes a batch of the worker's events into the stores.
import type { AppError } from "@/domain/errors";
import type { WorkerEvent } from "@/worker/protocol";
import type { Stores } from "./stores";

/** Applies `events` to the stores; `onLoss` hears that the device is gone, once all else is told. */
export function applyEvents(
  stores: Stores,
  events: readonly WorkerEvent[],
  onLoss: (error: AppError) => void = () => undefined,
): void {
  for (const event of events) applyEvent(stores, event);
  for (const event of events) if (event.type === "deviceLost") onLoss({ code: event.type, detail: event.detail });
}

function applyEvent(stores: Stores, event: WorkerEvent): void {
  const { data, runs, samples, evaluation, notices } = stores;
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
      runs.getState().tell(event);
      if (event.error !== null && event.run === runs.getState().open) notices.getState().showError(event.error);
      return;
    case "opened":
    case "steps":
    case "check":
    case "epoch":
    case "putBack":
    case "held":
    case "sample":
      runs.getState().tell(event);
      return;
    case "sampleText":
      samples.getState().setText(event.id, event.text, event.step);
      return;
    case "sampleDone":
      samples.getState().finish(event.id, event.report);
      return;
    case "evaluationProgress":
      if (event.run === evaluation.getState().run) evaluation.getState().reportProgress(event.share);
      return;
    case "examineProgress":
      stores.clinic.getState().reportProgress(event.share);
      return;
    case "deviceLost":
      return;
    default:
      event satisfies never;
  }
}
