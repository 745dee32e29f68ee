// Writes a batch of the worker's events into the stores. News of runs that follow each other are one change: a short
// epoch ends many times in a batch, and each change is drawn.
import type { AppError } from "@/domain/errors";
import { isRunEvent, type RunEvent } from "@/domain/run/run-event";
import type { WorkerEvent } from "@/worker/protocol";
import type { Stores } from "./stores";

/** Applies `events` to the stores; `onLoss` hears that the device is gone, once all else is told. */
export function applyEvents(
  stores: Stores,
  events: readonly WorkerEvent[],
  onLoss: (error: AppError) => void = () => undefined,
): void {
  let news: RunEvent[] = [];
  const tellNews = (): void => {
    if (news.length > 0) tellRuns(stores, news);
    news = [];
  };
  for (const event of events) {
    if (isRunEvent(event)) {
      news.push(event);
      continue;
    }
    tellNews();
    applyEvent(stores, event);
  }
  tellNews();
  for (const event of events) if (event.type === "deviceLost") onLoss({ code: event.type, detail: event.detail });
}

function tellRuns({ runs, notices }: Stores, news: readonly RunEvent[]): void {
  runs.getState().tell(news);
  for (const event of news) {
    if (event.type !== "runState" || event.error === null) continue;
    if (event.run === runs.getState().open) notices.getState().showError(event.error);
  }
}

function applyEvent(stores: Stores, event: Exclude<WorkerEvent, RunEvent>): void {
  const { data, samples, evaluation } = stores;
  switch (event.type) {
    case "loadProgress":
      data.getState().reportProgress({ bytes: event.bytes, totalBytes: event.totalBytes, stage: event.stage });
      return;
    case "piecesLearned":
      data.getState().reportPieces({ newest: event.newest, count: event.count, wanted: event.wanted });
      return;
    case "sourcePreview":
      data.getState().setPreview(event.summary);
      return;
    case "cleaned":
      data.getState().setReport(event.report);
      return;
    case "sampleText":
      samples.getState().setTexts(event.id, event.texts, event.step);
      return;
    case "sampleDone":
      samples.getState().finish(event.id, event.report);
      return;
    case "evaluationProgress":
      if (event.run === evaluation.getState().run) evaluation.getState().reportProgress(event.share);
      return;
    case "comparedAnswer":
      stores.comparison.getState().show(event.run, event.index, event.total, event.answer);
      return;
    case "examineProgress":
      stores.clinic.getState().reportProgress(event.share);
      return;
    case "exportProgress":
      stores.exports.getState().reportProgress(event.share);
      return;
    case "compiling":
      stores.runs.getState().setCompiling(event.done, event.total);
      return;
    case "measured":
      stores.preferences.getState().setMeasured(event.measured);
      return;
    case "deviceLost":
      return;
    default:
      event satisfies never;
  }
}
