// Trains by the queue: one plan after another, by the calls that a hand uses too. Follows the stores, and begins the next
// plan as soon as nothing trains. A run that fails does not keep the others; one that was stopped or paused does.
import type { StoreApi } from "zustand/vanilla";
import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import { success } from "@/domain/result";
import type { Plan } from "@/domain/run/plan";
import type { Run, RunId } from "@/domain/run/run";
import type { VocabularyFit } from "@/domain/tokenizer/vocabulary-fit";
import type { KeptCheckpoint } from "@/storage/kept-row";
import type { CommandContext } from "./command-context";
import type { Commands } from "./commands";
import type { KeptRuns } from "./keeping-commands";
import { PlannedWork } from "./planned-work";
import { createRunQueueStore, isEmpty, type QueueState } from "./run-queue-store";
import type { Stores } from "./stores";

/** A checkpoint that is kept in the browser. */
export interface KeptWeights extends Pick<KeptCheckpoint, "kind" | "step"> {
  /** Name of its file, by which a plan names it. */
  readonly file: string;
}

/** The queue as features use it. */
export interface RunQueue {
  readonly store: StoreApi<QueueState>;
  /** Queues plans for the data on the page; the first begins at once where nothing trains. */
  plan(plans: readonly Pick<Plan, "label" | "work">[]): void;
  /** Lets what trains come to its end and begins nothing after it. */
  pause(): void;
  /** Goes on after a hold, with the run that is paused if there is one. */
  goOn(): void;
  /** Compares the vocabulary of a run with the data on the page; null where its weights are not at hand. */
  fitOf(parent: RunId, config: RunConfig): Promise<VocabularyFit | null>;
  /** Lists the checkpoints of a run that are kept in the browser. */
  checkpointsOf(run: RunId): Promise<readonly KeptWeights[]>;
}

/** Errors that say nothing of the run: worker or device are gone. */
const ACCIDENTS: ReadonlySet<AppError["code"]> = new Set([
  "workerDied",
  "workerNotLoaded",
  "deviceLost",
  "deviceUnavailable",
]);

/** Errors that say nothing of the run: the page has not its data. */
const DATA_MISSING: ReadonlySet<AppError["code"]> = new Set(["noData", "otherData"]);

/** Creates the queue of a page. */
export function createRunQueue(context: CommandContext, commands: Commands, kept: KeptRuns): RunQueue {
  const { stores, drawId } = context;
  const store = commands.later(createRunQueueStore);
  const worker = new PlannedWork(context, commands, kept);
  const driver = new QueueDriver(stores, store, worker);
  stores.runs.subscribe((next, last) => {
    if (last.isRecovering && !next.isRecovering) driver.recovered();
    else driver.look();
  });
  store.subscribe(() => driver.look());
  driver.look();
  return {
    store,
    plan: (plans) => {
      const { source } = stores.data.getState();
      if (source === null) return;
      const { name, hash } = source.facts;
      store.getState().add(plans.map((plan) => ({ ...plan, id: drawId(), data: { name, hash } })));
    },
    pause: () => store.getState().setHold("asked"),
    goOn: () => void driver.goOn(),
    fitOf: (parent, config) => worker.fitOf(parent, config),
    checkpointsOf: async (run) =>
      (await kept.checkpointsOf(run)).map(({ kind, step, reference: { file } }) => ({ kind, step, file })),
  };
}

/** Moves the queue on. */
class QueueDriver {
  readonly #stores: Stores;
  readonly #store: StoreApi<QueueState>;
  readonly #worker: PlannedWork;
  /** Set while a plan is on its way to training. */
  #isBeginning = false;
  #isLooking = false;

  constructor(stores: Stores, store: StoreApi<QueueState>, worker: PlannedWork) {
    this.#stores = stores;
    this.#store = store;
    this.#worker = worker;
  }

  /** Follows what trains, and begins the next plan where nothing does. */
  look(): void {
    const queue = this.#store.getState();
    if (this.#isBeginning || this.#isLooking || isEmpty(queue) || this.#stores.runs.getState().isRecovering) return;
    this.#isLooking = true;
    if (queue.current !== null && queue.current.run !== null && queue.hold !== "accident") this.#follow();
    this.#isLooking = false;
    const { hold, current, waiting } = this.#store.getState();
    const [next] = waiting;
    if (hold === null && current === null && next !== undefined && !this.#isTraining()) void this.#begin(next);
  }

  /** The worker is back: the run that trained goes on where its copy was made, or the next one begins. */
  recovered(): void {
    const queue = this.#store.getState();
    if (queue.hold !== "accident") return;
    if (queue.current !== null && this.#currentRun()?.state !== "paused") queue.end(true);
    void this.goOn();
  }

  /** Goes on after a hold: with the run of the current plan, where that is paused. */
  async goOn(): Promise<void> {
    if (this.#isBeginning) return;
    const { setHold } = this.#store.getState();
    const run = this.#currentRun();
    const isPaused = run?.state === "paused";
    this.#isBeginning = true;
    const result = isPaused ? await this.#worker.goOn(run.id) : success(null);
    this.#isBeginning = false;
    if (!result.ok && DATA_MISSING.has(result.error.code)) setHold("otherData");
    else if (!result.ok && ACCIDENTS.has(result.error.code)) this.#failed(result.error);
    else {
      if (!result.ok) this.#failed(result.error);
      setHold(null);
    }
  }

  #currentRun(): Run | undefined {
    const id = this.#store.getState().current?.run ?? null;
    return id === null ? undefined : this.#stores.runs.getState().runs.get(id);
  }

  #isTraining(): boolean {
    const { runs, isWaiting } = this.#stores.runs.getState();
    return isWaiting || [...runs.values()].some(({ state }) => state === "running" || state === "preparing");
  }

  async #begin(plan: Plan): Promise<void> {
    const { runs, data } = this.#stores;
    const queue = this.#store.getState();
    const begins = plan.work.kind === "begin";
    if (begins && plan.data.hash !== data.getState().source?.facts.hash) {
      queue.setHold("otherData");
      return;
    }
    this.#isBeginning = true;
    queue.take();
    // The wait for data shows as any other does, and Stop ends it.
    if (begins) runs.getState().setWaiting(true);
    const isOff = () => begins && !runs.getState().isWaiting;
    const onRun = (id: RunId) => {
      if (begins) runs.getState().setWaiting(false);
      queue.become(id);
    };
    const { run, error } = await this.#worker.begin(plan, { onRun, isOff });
    this.#isBeginning = false;
    if (run === null && error === null) {
      queue.setHold("stopped");
      queue.putBack();
    }
    if (run === null && begins) runs.getState().setWaiting(false);
    if (error !== null) this.#failed(error);
    this.look();
  }

  /** Takes note of how the run of the current plan stands. */
  #follow(): void {
    const { hold, waiting, end, setHold } = this.#store.getState();
    const run = this.#currentRun();
    switch (run?.state) {
      case "running":
      case "preparing":
        if (hold === "runPaused" || hold === "returned" || hold === "otherData") setHold(null);
        break;
      case "paused":
        if (hold === null) setHold("runPaused");
        break;
      case "stopped":
        if (waiting.length > 0) setHold("stopped");
        end(false);
        break;
      case "failed":
        if (run?.error != null && ACCIDENTS.has(run.error.code)) this.#failed(run.error);
        else end(true);
        break;
      default:
        end(false);
    }
  }

  /** Takes note that the current plan failed. What an accident took before its first step is planned again. */
  #failed(error: AppError): void {
    const { runs, notices } = this.#stores;
    const { current, end, setHold, putBack } = this.#store.getState();
    if (!ACCIDENTS.has(error.code)) {
      notices.getState().showError(error);
      end(true);
      return;
    }
    setHold("accident");
    const run = this.#currentRun();
    if (run !== undefined && (run.progress.step > 0 || current?.plan.work.kind !== "begin")) return;
    if (run !== undefined) runs.getState().remove(run.id);
    putBack();
  }
}
