// Saves the queue and brings it back: held, its plans in their order, what was in the middle first. One tab keeps one.
import { type Result, success } from "@/domain/result";
import { type Plan, runOfPlan } from "@/domain/run/plan";
import type { Run, RunId } from "@/domain/run/run";
import { dataId } from "@/storage/kept-data";
import { type KeptQueue, QUEUE_ID, queueChange, queueOfRecord } from "@/storage/kept-queue";
import type { StorageFailure } from "@/storage/storage-failure";
import type { KeptItem } from "@/storage/store";
import { isEmpty, type QueueState } from "../run-queue-store";
import type { Stores } from "../stores";
import type { KeepingContext } from "./keeping-context";

const done = success(undefined);

/** Keeps the queue. */
export class QueueKeeper {
  readonly #context: Pick<KeepingContext, "stores" | "storage" | "queue" | "drawId">;
  #saved: string | null = null;
  /** Which save of the kept queue this page has taken in; null for none. */
  #taken: number | null = null;
  /** Whether the kept queue is this page's to write. */
  #isOurs = false;

  constructor(context: Pick<KeepingContext, "stores" | "storage" | "queue" | "drawId">) {
    this.#context = context;
  }

  isUnsaved(): boolean {
    return this.#text() !== this.#saved;
  }

  /** Forgets what was kept, after it was deleted. */
  forget(): void {
    this.#saved = null;
    this.#isOurs = false;
  }

  /** Saves the queue; an empty one goes from the store. */
  async save(isDataKept: (hash: string) => boolean): Promise<Result<void, StorageFailure>> {
    const { storage, stores } = this.#context;
    const text = this.#text();
    if (text === this.#saved) return done;
    const queue = this.#queue();
    const isOurs = await this.#claim();
    stores.kept.getState().setQueueElsewhere(!isOurs && queue !== null);
    // The queue that another tab keeps stays; this one's is tried again with its next change.
    if (!isOurs) {
      this.#saved = text;
      return done;
    }
    const hashes = new Set(queue?.plans.map(({ data }) => data.hash).filter(isDataKept));
    const saved =
      queue === null
        ? await storage.remove(QUEUE_ID)
        : await storage.save(QUEUE_ID, queueChange(queue, [...hashes].map(dataId)));
    if (!saved.ok) return saved;
    this.#saved = text;
    if (queue === null) await this.#release();
    return done;
  }

  /** Brings a kept queue back beside the runs on the page, before what was planned there, unless another tab has it. */
  async bringBack(items: readonly KeptItem[]): Promise<void> {
    const { queue, stores, drawId } = this.#context;
    const row = items.find(({ id }) => id === QUEUE_ID)?.row;
    const kept = row ? queueOfRecord(row.current) : null;
    if (row == null || kept === null) return;
    this.#taken = row.current.save;
    if (!(await this.#claim())) {
      this.#taken = null;
      return;
    }
    const back = queueAfter(kept, stores.runs.getState().runs, drawId);
    this.#saved = JSON.stringify(kept);
    if (!isEmpty(back)) queue.getState().bringBack(isEmpty(queue.getState()) ? back : asWaiting(back, stores));
  }

  /**
   * Takes the kept queue for this page to write; false where another tab has it, or has left one there that this page
   * knows nothing of.
   */
  async #claim(): Promise<boolean> {
    if (this.#isOurs) return true;
    const { storage } = this.#context;
    const claimed = await storage.claim(QUEUE_ID);
    if (claimed.ok && !claimed.value) return false;
    const left = await storage.load(QUEUE_ID, []);
    this.#isOurs = left.ok ? left.value.save === this.#taken : left.error.code !== "storageNewer";
    if (!this.#isOurs) await storage.release(QUEUE_ID);
    return this.#isOurs;
  }

  async #release(): Promise<void> {
    this.#isOurs = false;
    this.#taken = null;
    await this.#context.storage.release(QUEUE_ID);
  }

  #text(): string | null {
    const queue = this.#queue();
    return queue && JSON.stringify(queue);
  }

  #queue(): KeptQueue | null {
    const { queue, stores } = this.#context;
    const { current, waiting, ended, failed } = queue.getState();
    if (isEmpty({ current, waiting })) return null;
    const training = [...stores.runs.getState().runs.values()].find(({ state }) => state === "running");
    return {
      plans: current === null ? waiting : [current.plan, ...waiting],
      trained: current?.run ?? training?.id ?? null,
      ended,
      failed,
    };
  }
}

/**
 * Gives a kept queue as it stands beside the kept runs, of which some may have gone further than the queue knew: plans
 * whose run is there have been begun, and the run that was in the middle is the current one. A run without weights cannot
 * go on, so its plan is carried out once more, as another run.
 */
function queueAfter(
  { plans, trained, ended, failed }: KeptQueue,
  runs: ReadonlyMap<RunId, Run>,
  drawId: () => RunId,
): Pick<QueueState, "waiting" | "current" | "ended" | "failed"> {
  const heldRun = (id: RunId | null) => runs.get(id ?? "");
  const isLost = ({ id, work }: Plan) => work.kind === "begin" && isStranded(heldRun(id));
  const begun = plans.filter(({ id, work }) => (work.kind === "begin" ? runs.has(id) : work.run === trained));
  const waiting = plans.filter((plan) => isLost(plan) || !begun.includes(plan));
  const middle = [trained, ...begun.map(runOfPlan)]
    .map(heldRun)
    .find((run) => run?.state === "paused" && !isStranded(run));
  const own = begun.find((plan) => runOfPlan(plan) === middle?.id);
  // A run that a hand began, and the queue waited for.
  const plan = own ?? (middle && goOn(middle));
  return {
    waiting: waiting.map((plan) => (isLost(plan) ? { ...plan, id: drawId() } : plan)),
    current: plan === undefined || middle === undefined ? null : { plan, run: middle.id },
    ended: ended + plans.length - waiting.length - (own === undefined ? 0 : 1),
    failed,
  };
}

/** Lets the run in the middle of a queue wait before all others, to go on. */
function asWaiting(queue: ReturnType<typeof queueAfter>, { runs }: Stores): ReturnType<typeof queueAfter> {
  const run = runs.getState().runs.get(queue.current?.run ?? "");
  return run === undefined ? queue : { ...queue, current: null, waiting: [goOn(run), ...queue.waiting] };
}

/** Tells whether a run was cut whose weights are not kept. */
function isStranded(run: Run | undefined): boolean {
  return run?.state === "paused" && run.checkpoints.every(({ where }) => where !== "browser");
}

function goOn({ id, name: label, data: { name, hash }, config: { training } }: Run): Plan {
  return { id, label, data: { name, hash }, work: { kind: "goOn", run: id, training } };
}
