// One worker from its start to its death: started again while its script does not load, watched while it lives.
import { type Remote, wrap } from "comlink";
import type { AppError } from "@/domain/errors";
import type { WorkerApi, WorkerEvent } from "./protocol";
import { BEAT_MILLISECONDS, Watchdog } from "./watchdog";
import { type EventsSeen, isWorkerSignal, type SoundState } from "./worker-signals";

/** Who hears of the worker. */
export interface WorkerListener {
  readonly onEvents: (events: readonly WorkerEvent[]) => void;
  /** A copy of the run under way that outlives the worker. */
  readonly onSoundState: (state: SoundState) => void;
  /** The worker crashed, fell silent or never started; told once, after pending calls have failed. */
  readonly onDeath: (error: AppError) => void;
}

/** A worker that may be called once it is ready. */
export interface LiveWorker {
  /** Settles once the worker's script runs, or with its death. */
  readonly ready: Promise<unknown>;
  /** The worker's calls; of the newest attempt to start it. */
  api(): Remote<WorkerApi>;
  /** Resolves with the reason when the worker dies. */
  readonly death: Promise<AppError>;
  /** Ends the worker at once; pending calls fail with the error. */
  kill(error: AppError): void;
}

/** What a browser gives: workers and a clock. */
export interface WorkerSurroundings {
  readonly createWorker: () => Worker;
  readonly now: () => number;
}

const MOST_STARTS = 3;
/** Milliseconds before the second start; before the third twice as many. */
const FIRST_PAUSE = 500;

const browser: WorkerSurroundings = {
  createWorker: () =>
    new Worker(new URL("./training.worker.ts", import.meta.url), { type: "module", name: "training" }),
  now: () => performance.now(),
};

/** Starts a worker. */
export function startWorker(listener: WorkerListener, surroundings: WorkerSurroundings = browser): LiveWorker {
  let resolveDeath: (error: AppError) => void = () => undefined;
  const death = new Promise<AppError>((resolve) => {
    resolveDeath = resolve;
  });
  let resolveStart: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    resolveStart = resolve;
  });
  let current = attempt(1);
  let over = false;

  function attempt(number: number): Attempt {
    return startAttempt(surroundings, {
      // What a dead worker has sent may still be on its way.
      onEvents: (events) => {
        if (!over) listener.onEvents(events);
      },
      onSoundState: (state) => {
        if (!over) listener.onSoundState(state);
      },
      onReady: resolveStart,
      onFailure: (error) => {
        if (over) return;
        if (error.code === "workerNotLoaded" && number < MOST_STARTS) {
          setTimeout(() => {
            if (!over) current = attempt(number + 1);
          }, FIRST_PAUSE * number);
          return;
        }
        kill(error);
        listener.onDeath(error);
      },
    });
  }

  function kill(error: AppError): void {
    over = true;
    current.end();
    resolveDeath(error);
  }

  return { ready: Promise.race([started, death]), api: () => current.api, death, kill };
}

interface Attempt {
  readonly api: Remote<WorkerApi>;
  end(): void;
}

interface AttemptListener extends Omit<WorkerListener, "onDeath"> {
  readonly onReady: () => void;
  readonly onFailure: (error: AppError) => void;
}

function startAttempt({ createWorker, now }: WorkerSurroundings, listener: AttemptListener): Attempt {
  const worker = createWorker();
  let watchdog: Watchdog | null = null;
  const checks = setInterval(() => {
    if (watchdog?.isDead(now()) === true) fail({ code: "workerDied", detail: `silent for ${watchdog.limit} ms` });
  }, BEAT_MILLISECONDS);

  function end(): void {
    clearInterval(checks);
    worker.terminate();
  }

  function fail(error: AppError): void {
    end();
    listener.onFailure(error);
  }

  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (!isWorkerSignal(data)) return;
    if (data.signal === "events") {
      listener.onEvents(data.events);
      // What hears of events draws in a microtask; this one comes behind it.
      queueMicrotask(() => worker.postMessage({ signal: "eventsSeen" } satisfies EventsSeen));
      return;
    }
    if (data.signal === "soundState") return listener.onSoundState(data.state);
    if (watchdog === null) {
      watchdog = new Watchdog(now());
      listener.onReady();
    }
    watchdog.beat(data.activity, now());
  });
  // Before the first beat the script itself is missing or broken; its error event says no more than that.
  worker.addEventListener("error", ({ message }) =>
    fail(watchdog === null ? { code: "workerNotLoaded" } : { code: "workerDied", detail: message }),
  );
  worker.addEventListener("messageerror", () => fail({ code: "workerDied", detail: "messageerror" }));
  return { api: wrap<WorkerApi>(worker), end };
}
