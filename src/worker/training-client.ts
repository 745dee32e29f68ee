// The worker's methods as the page calls them. Every call answers with a Result: when the worker dies, all
// pending calls fail with "workerDied" instead of hanging (comlink alone would never settle them).
import { failure, type Result } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";
import { startWorker, type WorkerListener } from "./live-worker";
import type { WorkerApi } from "./protocol";

/** The worker's methods, and its end. */
export interface TrainingClient extends WorkerApi {
  /** Ends the worker at once and starts a fresh one; pending calls fail. Data and runs are gone. */
  readonly restart: () => void;
}

type AnyMethod = (...parameters: readonly unknown[]) => Promise<Result<unknown>>;

/** Starts the worker, and another one at each restart. */
export function createTrainingClient(listener: WorkerListener, start = startWorker): TrainingClient {
  let live = start(listener);
  async function call(name: keyof WorkerApi, parameters: readonly unknown[]): Promise<Result<unknown>> {
    const { ready, api, death } = live;
    await ready;
    const method = api()[name] as unknown as AnyMethod;
    return Promise.race([method(...parameters).catch(internalFailure), death.then((error) => failure(error))]);
  }
  const own: Pick<TrainingClient, "restart"> = {
    restart: () => {
      live.kill({ code: "workerDied", detail: "restart" });
      live = start(listener);
    },
  };
  return new Proxy(own, {
    get: (target, name: keyof TrainingClient) =>
      name === "restart" ? target.restart : (...parameters: readonly unknown[]) => call(name, parameters),
  }) as TrainingClient;
}

function internalFailure(thrown: unknown): Result<never> {
  return failure({ code: "internal", detail: messageOf(thrown) });
}
