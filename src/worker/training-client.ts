// The only place that creates the worker. Every call answers with a Result: when the worker dies, all
// pending calls fail with "workerDied" instead of hanging (comlink alone would never settle them).
import { proxy, type Remote, wrap } from "comlink";
import type { AppError } from "@/domain/errors";
import { failure, type Result } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";
import type { WorkerApi, WorkerEvent } from "./protocol";

/** The worker's calls as the page sees them. */
export type TrainingClient = Omit<
  WorkerApi,
  "listen" | "cancelLoad" | "forgetKept" | "updateTraining" | "stopGenerating"
> & {
  readonly cancelLoad: () => void;
  readonly forgetKept: () => void;
  readonly updateTraining: WorkerApi["updateTraining"];
  readonly stopGenerating: () => void;
  /** Ends the worker at once and starts a fresh one; pending calls fail. Data and runs are gone. */
  readonly restart: () => void;
};

interface LiveWorker {
  readonly worker: Worker;
  readonly api: Remote<WorkerApi>;
  /** Resolves with the reason when the worker dies. */
  readonly death: Promise<AppError>;
  readonly kill: (error: AppError) => void;
}

/** Starts the worker. `onDeath` is told when it crashed, after pending calls have failed. */
export function createTrainingClient(
  onEvents: (events: readonly WorkerEvent[]) => void,
  onDeath: (error: AppError) => void,
): TrainingClient {
  let live = startWorker(onEvents, onDeath);
  const call = async <T>(send: (api: Remote<WorkerApi>) => Promise<Result<T>>): Promise<Result<T>> => {
    const { api, death } = live;
    return Promise.race([send(api).catch(internalFailure), death.then((error) => failure(error))]);
  };
  const command = async (send: (api: Remote<WorkerApi>) => Promise<unknown>): Promise<void> => {
    const { api, death } = live;
    await Promise.race([send(api).catch(() => undefined), death]);
  };
  return {
    openDevice: (choice, tfjs) => call((api) => api.openDevice(choice, tfjs)),
    loadData: (source, corpus) => call((api) => api.loadData(source, corpus)),
    prepareData: (seed, corpus, tokens) => call((api) => api.prepareData(seed, corpus, tokens)),
    predictMemory: (config) => call((api) => api.predictMemory(config)),
    train: (config) => call((api) => api.train(config)),
    resume: (training) => call((api) => api.resume(training)),
    stepOnce: (config) => call((api) => api.stepOnce(config)),
    restoreBest: () => call((api) => api.restoreBest()),
    keepRun: () => call((api) => api.keepRun()),
    bringBack: () => call((api) => api.bringBack()),
    generate: (id, config) => call((api) => api.generate(id, config)),
    exportFile: (kind) => call((api) => api.exportFile(kind)),
    importFile: (file) => call((api) => api.importFile(file)),
    pause: () => command((api) => api.pause()),
    stop: () => command((api) => api.stop()),
    reset: () => command((api) => api.reset()),
    cancelLoad: () => void command((api) => api.cancelLoad()),
    forgetKept: () => void command((api) => api.forgetKept()),
    updateTraining: (training) => void command((api) => api.updateTraining(training)),
    stopGenerating: () => void command((api) => api.stopGenerating()),
    restart: () => {
      live.kill({ code: "workerDied", detail: "restart" });
      live = startWorker(onEvents, onDeath);
    },
  };
}

function startWorker(
  onEvents: (events: readonly WorkerEvent[]) => void,
  onDeath: (error: AppError) => void,
): LiveWorker {
  const worker = new Worker(new URL("./training.worker.ts", import.meta.url), { type: "module", name: "training" });
  const api = wrap<WorkerApi>(worker);
  let resolve: (error: AppError) => void = () => undefined;
  const death = new Promise<AppError>((settle) => {
    resolve = settle;
  });
  const kill = (error: AppError) => {
    worker.terminate();
    resolve(error);
  };
  const crashed = (detail: string) => {
    const error: AppError = { code: "workerDied", detail };
    kill(error);
    onDeath(error);
  };
  worker.onerror = (event) => crashed(event.message);
  worker.onmessageerror = () => crashed("messageerror");
  void api.listen(proxy(onEvents));
  return { worker, api, death, kill };
}

function internalFailure(thrown: unknown): Result<never> {
  return failure({ code: "internal", detail: messageOf(thrown) });
}
