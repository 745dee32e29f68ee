// The worker's calls as the page makes them. Every call answers with a Result: when the worker dies, all
// pending calls fail with "workerDied" instead of hanging (comlink alone would never settle them).
import type { Remote } from "comlink";
import { failure, type Result } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";
import { startWorker, type WorkerListener } from "./live-worker";
import type { WorkerApi } from "./protocol";

/** The worker's calls as the page sees them. */
export type TrainingClient = Omit<
  WorkerApi,
  "listen" | "cancelLoad" | "forgetKept" | "updateTraining" | "stopGenerating" | "stopEvaluating"
> & {
  readonly cancelLoad: () => void;
  readonly forgetKept: () => void;
  readonly updateTraining: WorkerApi["updateTraining"];
  readonly stopGenerating: () => void;
  readonly stopEvaluating: () => void;
  /** Ends the worker at once and starts a fresh one; pending calls fail. Data and runs are gone. */
  readonly restart: () => void;
};

/** Starts the worker, and another one at each restart. */
export function createTrainingClient(listener: WorkerListener, start = startWorker): TrainingClient {
  let live = start(listener);
  const call = async <T>(send: (api: Remote<WorkerApi>) => Promise<Result<T>>): Promise<Result<T>> => {
    const { ready, api, death } = live;
    await ready;
    return Promise.race([send(api()).catch(internalFailure), death.then((error) => failure(error))]);
  };
  const command = async (send: (api: Remote<WorkerApi>) => Promise<unknown>): Promise<void> => {
    const { ready, api, death } = live;
    await ready;
    await Promise.race([send(api()).catch(() => undefined), death]);
  };
  return {
    openDevice: (choice, tfjs) => call((api) => api.openDevice(choice, tfjs)),
    loadData: (source, corpus) => call((api) => api.loadData(source, corpus)),
    prepareData: (seed, corpus, tokens) => call((api) => api.prepareData(seed, corpus, tokens)),
    predictMemory: (config) => call((api) => api.predictMemory(config)),
    train: (config) => call((api) => api.train(config)),
    measureFit: (config) => call((api) => api.measureFit(config)),
    goOnWithData: (config) => call((api) => api.goOnWithData(config)),
    resume: (training) => call((api) => api.resume(training)),
    stepOnce: (config) => call((api) => api.stepOnce(config)),
    restoreBest: () => call((api) => api.restoreBest()),
    keepRun: () => call((api) => api.keepRun()),
    bringBack: () => call((api) => api.bringBack()),
    generate: (id, config) => call((api) => api.generate(id, config)),
    evaluate: (part, corpus) => call((api) => api.evaluate(part, corpus)),
    exportFile: (kind) => call((api) => api.exportFile(kind)),
    importFile: (file, config) => call((api) => api.importFile(file, config)),
    pause: () => command((api) => api.pause()),
    stop: () => command((api) => api.stop()),
    reset: () => command((api) => api.reset()),
    cancelLoad: () => void command((api) => api.cancelLoad()),
    forgetKept: () => void command((api) => api.forgetKept()),
    updateTraining: (training) => void command((api) => api.updateTraining(training)),
    stopGenerating: () => void command((api) => api.stopGenerating()),
    stopEvaluating: () => void command((api) => api.stopEvaluating()),
    restart: () => {
      live.kill({ code: "workerDied", detail: "restart" });
      live = start(listener);
    },
  };
}

function internalFailure(thrown: unknown): Result<never> {
  return failure({ code: "internal", detail: messageOf(thrown) });
}
