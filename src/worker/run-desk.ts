// Starts, drives and ends runs: the one place where the training loop is pulled and the run's state changes.
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import { countParameters } from "@/domain/graph/cost";
import { failure, type Result, success } from "@/domain/result";
import { type EndReason, PAUSED, type RunId, type RunState, type RunStatus } from "@/domain/run/run";
import type { TrainingProgress } from "@/domain/training/progress";
import type { Engine } from "@/engine/engine";
import { writeSnapshot } from "@/engine/snapshots";
import { type TrainEnd, type TrainEvent, train, trainOneStep } from "@/engine/train";
import { changeSettings, goOn, totalSteps } from "@/engine/training-run";
import { type ActiveRun, openRun, type RunStart, startOf } from "./active-run";
import { errorOf } from "./error-of";
import type { EventOutbox } from "./event-outbox";
import type { Heart } from "./heart";
import { nextMacrotask } from "./macrotask";
import { Opening } from "./opening";
import type { RunData } from "./plan-request";
import { copyRun, RestingRuns } from "./resting-runs";
import { heldNews, newsOf } from "./run-news";
import type { RunSampler } from "./run-sampler";
import type { SoundCopies } from "./sound-copies";

const now = () => performance.now();

const IDLE: RunStatus = { state: "idle", reason: null, error: null };
const STOPPED: RunStatus = { state: "stopped", reason: "stoppedByUser", error: null };

/** Holds at most one run with a session and its loop, and the runs at rest. */
export class RunDesk {
  readonly #outbox: EventOutbox;
  readonly #heart: Heart;
  readonly #copies: SoundCopies;
  readonly sampler: RunSampler;
  /** The runs without a session. */
  readonly resting: RestingRuns;
  readonly opening = new Opening();
  #active: ActiveRun | null = null;
  /** The run that has a session or is about to; null for none. */
  #id: RunId | null = null;
  #status: RunStatus = IDLE;
  /** What the loop should do next; changed by the calls below while the loop runs. */
  #wanted: "running" | "paused" | "stopped" = "paused";
  #loop: Promise<void> = Promise.resolve();

  constructor(outbox: EventOutbox, heart: Heart, copies: SoundCopies, sampler: RunSampler) {
    this.#outbox = outbox;
    this.#heart = heart;
    this.#copies = copies;
    this.sampler = sampler;
    this.resting = new RestingRuns((run, held) => outbox.post({ type: "held", run, ...held }));
  }

  /** Gives the run where it is open, null otherwise. */
  activeOf(id: RunId): ActiveRun | null {
    return this.#active?.id === id ? this.#active : null;
  }

  /** The open run, null for none. */
  get active(): ActiveRun | null {
    return this.#active;
  }

  /** What a run is doing: "idle" where it is not open. */
  stateOf(id: RunId): RunState {
    return this.#id === id ? this.#status.state : "idle";
  }

  /** Whether some run is being opened. */
  get isBusy(): boolean {
    return this.#status.state === "preparing";
  }

  /**
   * Opens a new run, from scratch or from weights; any other comes to rest. Leaves it paused, or stopped where a stop
   * came meanwhile.
   */
  open(engine: Engine, id: RunId, config: RunConfig, data: RunData, start: RunStart | null): Promise<Result<null>> {
    return this.#openBy(id, () => openRun(engine, id, config, data, start));
  }

  /**
   * Opens a run at rest again, with its best weights and times; on `data` where it came out of a file. Leaves it paused,
   * or as it rested or had ended where that is wanted.
   */
  async reopen(engine: Engine, id: RunId, data: RunData | null, asItRested: boolean): Promise<Result<null>> {
    const resting = this.resting.get(id);
    const known = resting?.data ?? data;
    if (resting === null || known === null) {
      return failure({ code: "noModel" });
    }
    const { checkpoint, memory, best, status } = resting;
    const opened = await this.#openBy(id, async () => {
      const run = await openRun(engine, id, checkpoint.details.config, known, startOf(checkpoint));
      if (!run.ok) return run;
      const { training } = run.value;
      Object.assign(training, memory?.loop);
      await writeSnapshot(training, "good", memory?.good ?? null);
      await writeSnapshot(training, "best", best);
      return run;
    });
    if (!opened.ok) return opened;
    this.resting.delete(id);
    if (asItRested) {
      this.#outbox.post({ type: "putBack", run: id, progress: checkpoint.details.progress });
      this.#setState(status.state, status.reason, status.error);
    }
    return opened;
  }

  /** Keeps a copy of the open run as it stands among those at rest. */
  async keep(id: RunId): Promise<void> {
    const active = this.activeOf(id);
    // What was kept just now is the same still.
    if (active === null || this.resting.get(id)?.checkpoint.details.progress === active.training.progress) return;
    const status = this.#status.state === "running" ? PAUSED : this.#status;
    this.resting.put(id, await copyRun(active, status));
  }

  async #openBy(id: RunId, openRun: () => Promise<Result<ActiveRun>>): Promise<Result<null>> {
    await this.#leave();
    this.#id = id;
    this.#setState("preparing");
    try {
      const opened = await openRun();
      if (!opened.ok) {
        this.#setState("failed", "failed", opened.error);
        this.#forget();
        return opened;
      }
      const run = opened.value;
      this.#active = run;
      const { training, graph } = run;
      const memoryBytes = training.session.memory().bytes;
      const facts = { parameterCount: countParameters(graph), totalSteps: totalSteps(training), memoryBytes };
      this.#outbox.post({ type: "opened", run: id, facts: { ...facts, device: run.engine.device } });
      this.#outbox.post(heldNews(run));
      this.#setState("paused");
      if (this.opening.stops) this.#setState("stopped", "stoppedByUser");
      return success(null);
    } catch (error) {
      const problem = errorOf(error);
      this.#setState("failed", "failed", problem);
      this.#forget();
      return failure(problem);
    }
  }

  #forget(): void {
    this.#active = null;
    this.#id = null;
    this.#status = IDLE;
  }

  /** Lets the run go on in the background, with the live settings given. */
  resume(id: RunId, settings: TrainingConfig): void {
    const active = this.activeOf(id);
    if (active === null || this.#status.state === "running") {
      return;
    }
    this.updateSettings(id, settings);
    goOn(active.training);
    this.#wanted = "running";
    this.#setState("running");
    this.#loop = this.#heart.training((measure) => this.#drive(active, train(active.training, now), measure));
  }

  /** Runs exactly one step, and closes the epoch if that step was its last. */
  async stepOnce(id: RunId, settings: TrainingConfig): Promise<void> {
    await this.pause(id);
    const active = this.activeOf(id);
    if (active !== null) {
      this.updateSettings(id, settings);
      this.#wanted = "running";
      this.#setState("running");
      this.#loop = this.#heart.training((measure) => this.#drive(active, trainOneStep(active.training, now), measure));
      await this.#loop;
    }
  }

  /** Halts after the slice under way. */
  async pause(id: RunId): Promise<void> {
    if (this.#id === id) await this.#halt("paused");
  }

  /** Ends the run; its weights stay for sampling, export and going on. Waits for a run that is being opened. */
  async stop(id: RunId): Promise<void> {
    if (this.#id === id) this.#wanted = "stopped";
    await this.opening.stop(id);
    if (this.#id !== id) return;
    await this.#halt("stopped");
    if (this.#active !== null && this.#status.state === "paused") {
      this.#setState("stopped", "stoppedByUser");
    }
  }

  /** Brings the run to rest and frees its session. Waits for a run that is being opened. */
  async close(id: RunId): Promise<void> {
    await this.opening.stop(id);
    if (this.#id === id) await this.#leave();
  }

  /** Brings whatever run is open to rest. */
  async closeAny(): Promise<void> {
    const id = this.opening.id ?? this.#id;
    if (id !== null) await this.close(id);
  }

  async #halt(wanted: "paused" | "stopped"): Promise<void> {
    this.#wanted = wanted;
    await this.#loop;
  }

  async #leave(): Promise<void> {
    await this.#halt("paused");
    const active = this.#active;
    this.sampler.leave();
    if (active !== null) {
      // A device that is gone has nothing more to give.
      await this.keep(active.id).catch(() => undefined);
      await active.queue.run(() => active.training.session.dispose());
    }
    this.#forget();
  }

  /** Takes live settings over; others are the next run's. */
  updateSettings(id: RunId, settings: TrainingConfig): void {
    const active = this.activeOf(id);
    if (active !== null) {
      const { training, config } = active;
      const { batchSize, optimizer, shuffle, epsilonInsideRoot } = config.training;
      changeSettings(training, { ...settings, batchSize, optimizer, shuffle, epsilonInsideRoot });
    }
  }

  /** Puts the weights of the best epoch back; gives where the run stands then. */
  async restoreBest(id: RunId): Promise<Result<TrainingProgress>> {
    await this.pause(id);
    const active = this.activeOf(id);
    const best = active?.training.best ?? null;
    if (active === null || best === null) {
      return failure({ code: "noModel" });
    }
    await active.queue.run(() => active.training.session.putBack("best"));
    // Rows of later epochs belong to weights that are gone; the run writes them anew when it goes on.
    active.training.progress = best;
    this.#outbox.post({ type: "putBack", run: id, progress: best });
    // What is kept of the run must be what its record says now.
    await this.#copies.atRest(active);
    void this.#heart.during(() => this.sampler.atRest(active));
    return success(best);
  }

  /** Ends the run under way because its device went away; one at rest stays as it is, to be opened again. */
  fail(error: AppError): void {
    this.#wanted = "stopped";
    const { state } = this.#status;
    if (state === "running" || state === "preparing") this.#setState("failed", "failed", error);
  }

  async #drive(
    active: ActiveRun,
    work: AsyncGenerator<TrainEvent, TrainEnd | null>,
    measure: () => void,
  ): Promise<void> {
    try {
      while (this.#wanted === "running") {
        const next = await active.queue.run(() => work.next());
        measure();
        if (next.done) {
          await this.#rest(active, statusAfter(next.value));
          return;
        }
        for (const news of newsOf(active, next.value)) this.#outbox.post(news);
        await this.#copies.now(active);
        await this.sampler.between(active);
        await nextMacrotask();
      }
      await this.#rest(active, this.#wanted === "stopped" ? STOPPED : PAUSED);
    } catch (error) {
      // What a lost device throws afterwards says less than its loss.
      if (this.#status.error?.code !== "deviceLost") this.#setState("failed", "failed", errorOf(error));
    }
  }

  /** Brings the run to rest, and a copy of it to the page; one that failed meanwhile has its state already. */
  async #rest(active: ActiveRun, { state, reason, error }: RunStatus): Promise<void> {
    await this.#copies.atRest(active);
    if (this.#status.state === "running") this.#setState(state, reason, error);
    // Nobody waits for what the run writes at its end.
    void this.#heart.during(() => this.sampler.atRest(active));
  }

  #setState(state: RunState, reason: EndReason | null = null, error: AppError | null = null): void {
    if (this.#id === null || (state === this.#status.state && reason === null)) {
      return;
    }
    // A run just opened is mostly set going at once: shown by itself, its pause would flash on the page.
    const canWait = this.#status.state === "preparing" && state === "paused";
    this.#status = { state, reason, error };
    this.#outbox.post({ type: "runState", run: this.#id, ...this.#status });
    if (!canWait) {
      this.#outbox.flush();
    }
  }
}

/** Tells how a run stands after its training came to an end, null after a single step. */
function statusAfter(end: TrainEnd | null): RunStatus {
  if (end === null) return PAUSED;
  return { state: end.reason === "diverged" ? "failed" : "finished", reason: end.reason, error: end.error };
}
