// Starts, drives and ends runs: the one place where the training loop is pulled and the run's state changes.
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import { countParameters } from "@/domain/graph/cost";
import { failure, type Result, success } from "@/domain/result";
import type { DeviceReport } from "@/domain/training/device-report";
import type { TrainingProgress } from "@/domain/training/progress";
import type { Engine } from "@/engine/engine";
import { type TrainEnd, type TrainEvent, train, trainOneStep } from "@/engine/train";
import { changeSettings, goOn, totalSteps } from "@/engine/training-run";
import { type ActiveRun, openRun, predictionsPerStep, type RunStart } from "./active-run";
import { errorOf } from "./error-of";
import type { EventOutbox } from "./event-outbox";
import type { Heart } from "./heart";
import { copyRun, type KeptRun, type RunStatus, reopenRun } from "./kept-run";
import { nextMacrotask } from "./macrotask";
import type { RunData } from "./plan-request";
import type { BroughtBack, EndReason, RunStarted, RunState } from "./protocol";
import type { SoundCopies } from "./sound-copies";
import { stepsEvent } from "./steps-event";

const now = () => performance.now();

const PAUSED: RunStatus = { state: "paused", reason: null, error: null };
const STOPPED: RunStatus = { state: "stopped", reason: "stoppedByUser", error: null };

/** Holds at most one run and its loop. */
export class RunDesk {
  readonly #outbox: EventOutbox;
  readonly #heart: Heart;
  readonly #copies: SoundCopies;
  #active: ActiveRun | null = null;
  /** The run that last gave way and may be asked for again. */
  #kept: KeptRun | null = null;
  #device: DeviceReport | null = null;
  #status: RunStatus = { state: "idle", reason: null, error: null };
  /** What the loop should do next; changed by the calls below while the loop runs. */
  #wanted: "running" | "paused" | "stopped" = "paused";
  #loop: Promise<void> = Promise.resolve();
  /** The call under way that opens a run, from before its data and session are there; null while there is none. */
  #opening: Promise<unknown> | null = null;
  /** Whether the run that is being opened is to end with that. */
  #stopsOpening = false;

  constructor(outbox: EventOutbox, heart: Heart, copies: SoundCopies) {
    this.#outbox = outbox;
    this.#heart = heart;
    this.#copies = copies;
  }

  /** The run that sampling and files work on, null before the first. */
  get active(): ActiveRun | null {
    return this.#active;
  }

  get state(): RunState {
    return this.#status.state;
  }

  /** Does all that opening a run takes, the waits for device and data too, so that a stop meanwhile is not lost. */
  async opening<T>(open: () => Promise<T>): Promise<T> {
    const opening = open();
    this.#opening = opening;
    try {
      return await opening;
    } finally {
      if (this.#opening === opening) {
        this.#opening = null;
        this.#stopsOpening = false;
      }
    }
  }

  /** Opens a new run, from scratch or from a file; ends any other. Leaves it paused, or stopped where a stop came meanwhile. */
  open(engine: Engine, config: RunConfig, data: RunData, start: RunStart | null): Promise<Result<RunStarted>> {
    return this.#openBy(engine, () => openRun(engine, config, data, start));
  }

  /** Keeps a copy of the run as it stands, for bringBack; the one kept before is forgotten. */
  async keep(): Promise<void> {
    const status = this.state === "running" ? PAUSED : this.#status;
    this.#kept = this.#active === null ? null : await copyRun(this.#active, status);
  }

  /** Lets go of the copy. */
  forgetKept(): void {
    this.#kept = null;
  }

  /** Opens the kept run again as it rested or had ended; the run that it replaces is kept in its turn. */
  async bringBack(engine: Engine): Promise<Result<BroughtBack>> {
    const kept = this.#kept;
    if (kept === null) {
      return failure({ code: "noModel" });
    }
    await this.keep();
    const opened = await this.#openBy(engine, () => reopenRun(engine, kept));
    if (!opened.ok) {
      return opened;
    }
    const { state, reason, error } = kept.status;
    this.#setState(state, reason, error);
    return success({ started: opened.value, progress: kept.memory.progress });
  }

  async #openBy(engine: Engine, openRun: () => Promise<Result<ActiveRun>>): Promise<Result<RunStarted>> {
    await this.#clear();
    this.#setState("preparing");
    try {
      const opened = await openRun();
      if (!opened.ok) {
        this.#setState("idle");
        return opened;
      }
      this.#active = opened.value;
      this.#device = engine.device;
      this.#setState("paused");
      if (this.#stopsOpening) this.#setState("stopped", "stoppedByUser");
      return success(this.started());
    } catch (error) {
      const problem = errorOf(error);
      this.#setState("failed", "failed", problem);
      return failure(problem);
    }
  }

  /** Describes the open run; throws without one. */
  started(): RunStarted {
    if (this.#active === null || this.#device === null) {
      throw new Error("RunDesk.started: expected an open run, got none");
    }
    const { graph, training } = this.#active;
    const parameterCount = countParameters(graph);
    const memoryBytes = training.session.memory().bytes;
    return { parameterCount, totalSteps: totalSteps(training), device: this.#device, memoryBytes };
  }

  /** Shows an imported model as a paused run before any session is open. */
  announceImport(): void {
    this.#setState("paused");
  }

  /** Lets the run go on in the background, with the live settings given. */
  resume(settings: TrainingConfig): void {
    const active = this.#active;
    if (active === null || this.state === "running") {
      return;
    }
    this.updateSettings(settings);
    goOn(active.training);
    this.#wanted = "running";
    this.#setState("running");
    this.#loop = this.#heart.during(() => this.#drive(active, train(active.training, now)));
  }

  /** Runs exactly one step, and closes the epoch if that step was its last. */
  async stepOnce(settings: TrainingConfig): Promise<void> {
    await this.pause();
    const active = this.#active;
    if (active !== null) {
      this.updateSettings(settings);
      this.#wanted = "running";
      this.#setState("running");
      this.#loop = this.#heart.during(() => this.#drive(active, trainOneStep(active.training, now)));
      await this.#loop;
    }
  }

  /** Halts after the slice under way. */
  async pause(): Promise<void> {
    this.#wanted = "paused";
    await this.#loop;
  }

  /** Ends the run; its weights stay for sampling, export and going on. Waits for a run that is being opened. */
  async stop(): Promise<void> {
    this.#wanted = "stopped";
    await this.#endOpening();
    await this.#loop;
    if (this.#active !== null && this.state === "paused") {
      this.#setState("stopped", "stoppedByUser");
    }
  }

  /** Forgets the run and frees its session. Waits for a run that is being opened. */
  async reset(): Promise<void> {
    await this.#endOpening();
    await this.#clear();
  }

  async #endOpening(): Promise<void> {
    if (this.#opening === null) return;
    this.#stopsOpening = true;
    await this.#opening.catch(() => undefined);
  }

  async #clear(): Promise<void> {
    await this.pause();
    const active = this.#active;
    this.#active = null;
    await active?.queue.run(() => active.training.session.dispose());
    this.#setState("idle");
  }

  /** Takes live settings over; others are the next run's. */
  updateSettings(settings: TrainingConfig): void {
    if (this.#active !== null) {
      const { training, config } = this.#active;
      const { batchSize, optimizer, shuffle, epsilonInsideRoot } = config.training;
      changeSettings(training, { ...settings, batchSize, optimizer, shuffle, epsilonInsideRoot });
    }
  }

  /** Puts the weights of the best epoch back. */
  async restoreBest(): Promise<Result<TrainingProgress>> {
    await this.pause();
    const active = this.#active;
    const best = active?.training.best ?? null;
    if (active === null || best === null) {
      return failure({ code: "noModel" });
    }
    await active.queue.run(() => active.training.session.writeState(best.state));
    // Rows of later epochs belong to weights that are gone; the run writes them anew when it goes on.
    active.training.progress = best.progress;
    return success(active.training.progress);
  }

  /** Ends the run because its device went away. */
  fail(error: AppError): void {
    this.#wanted = "stopped";
    this.#setState("failed", "failed", error);
  }

  async #drive(active: ActiveRun, work: AsyncGenerator<TrainEvent, TrainEnd | null>): Promise<void> {
    try {
      while (this.#wanted === "running") {
        const next = await active.queue.run(() => work.next());
        if (next.done) {
          await this.#rest(active, statusAfter(next.value));
          return;
        }
        this.#report(active, next.value);
        this.#copies.now(active);
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
    if (this.state === "running") this.#setState(state, reason, error);
  }

  #report(active: ActiveRun, event: TrainEvent): void {
    switch (event.type) {
      case "steps":
        active.log.addSteps(event.metrics);
        this.#outbox.post(stepsEvent(active.training, event.metrics, predictionsPerStep(active)));
        return;
      case "evaluation": {
        const check = { step: event.step, loss: event.result.loss, accuracy: event.result.accuracy };
        active.log.addCheck(check);
        this.#outbox.post({ type: "evaluation", ...check });
        return;
      }
      case "epoch":
        this.#outbox.post(event);
        return;
      case "working":
        return;
    }
    event satisfies never;
  }

  #setState(state: RunState, reason: EndReason | null = null, error: AppError | null = null): void {
    if (state === this.state && reason === null) {
      return;
    }
    // A run just opened is mostly set going at once: shown by itself, its pause would flash on the page.
    const canWait = this.#status.state === "preparing" && state === "paused";
    this.#status = { state, reason, error };
    this.#outbox.post({ type: "runState", ...this.#status });
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
