// The worker's desks without a worker: the way from a file to a trained model and back, in Node.

import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { type WeightsFile, writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { runOfFile } from "@/domain/checkpoint/run-of-file";
import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import type { Result } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import { afterEvents, type RunEvent } from "@/domain/run/run-event";
import { emptySeries } from "@/domain/run/run-series";
import { columnOf } from "@/domain/run/step-table";
import { tensorsInMemory } from "@/domain/stored-tensor";
import type { TfjsBackend } from "@/domain/training/device-report";
import { freshProgress } from "@/domain/training/progress";
import type { Engine } from "@/engine/engine";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import type { ActiveRun } from "@/worker/active-run";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";
import { Heart } from "@/worker/heart";
import { readCheckpointOf } from "@/worker/model-source";
import type { WorkerEvent } from "@/worker/protocol";
import { restingOfFile } from "@/worker/resting-runs";
import { RunDesk } from "@/worker/run-desk";
import { RunSampler } from "@/worker/run-sampler";
import { SampleDesk } from "@/worker/sample-desk";
import { SoundCopies } from "@/worker/sound-copies";

/** Unwraps a success; fails the test with the error otherwise. */
export function unwrap<T>(result: Result<T, AppError>): T {
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.value;
}

/** One of everything that the worker owns, on a backend that the test has loaded. */
export class Desks {
  /** What was sent to the page, batch by batch. */
  readonly batches: (readonly WorkerEvent[])[] = [];
  readonly data: DataDesk;
  readonly run: RunDesk;
  readonly samples: SampleDesk;
  readonly engine: Engine;
  readonly #outbox: EventOutbox;
  readonly #records = new Map<RunId, Run>();

  constructor(backend: TfjsBackend) {
    const outbox = new EventOutbox();
    outbox.listen((events) => {
      this.batches.push(events);
      for (const event of events) if ("run" in event && "type" in event) this.#take(event as RunEvent);
    });
    this.#outbox = outbox;
    this.data = new DataDesk(outbox);
    this.run = new RunDesk(
      outbox,
      new Heart(() => {}),
      new SoundCopies(
        () => {},
        () => 0,
      ),
      new RunSampler(outbox, () => performance.now()),
    );
    this.samples = new SampleDesk(outbox);
    this.engine = createReferenceEngine({
      id: `reference-${backend}`,
      adapter: null,
      threads: 1,
      reason: "requested",
    });
  }

  get events(): readonly WorkerEvent[] {
    return this.batches.flat();
  }

  /** The record of a run, as the page has it by the events so far. */
  record(id: RunId = "run"): Run {
    this.#outbox.flush();
    const record = this.#records.get(id);
    if (record === undefined) throw new Error(`record: expected a run ${id}, got none`);
    return record;
  }

  /** The run where it is open; fails the test otherwise. */
  active(id: RunId = "run"): ActiveRun {
    const active = this.run.activeOf(id);
    if (active === null) throw new Error(`active: expected ${id} to be open`);
    return active;
  }

  /** The steps that a run has measured, as rows of step and loss. */
  losses(id: RunId = "run"): readonly (readonly [number, number])[] {
    const { training } = this.record(id).series;
    return Array.from(columnOf(training, "step"), (step, index) => [step, columnOf(training, "loss")[index]] as const);
  }

  #take(event: RunEvent): void {
    const record = this.#records.get(event.run);
    if (record !== undefined) this.#records.set(event.run, afterEvents(record, [event]));
  }

  /** Loads a text and opens a run on it, from scratch or from a checkpoint. */
  async open(
    config: RunConfig,
    text: string,
    checkpoint: (Checkpoint & Partial<Pick<WeightsFile, "series">>) | null = null,
    id: RunId = "run",
  ): Promise<void> {
    unwrap(await this.data.load({ kind: "text", name: "test.txt", text }, config.corpus));
    const vocabulary = checkpoint?.details.tokenizer ?? null;
    const ready = unwrap(await this.data.ready(config.seed, config.corpus, config.tokens, vocabulary));
    const { tokenizer, template, dataset } = ready;
    const fresh = {
      formatVersion: 1,
      config,
      tokenizer: tokenizer.state,
      template,
      dataset,
      progress: freshProgress,
      trainingSeconds: 0,
    } as const;
    const series = checkpoint?.series ?? emptySeries();
    this.#records.set(id, runOfFile(id, checkpoint?.details ?? fresh, { label: null, series }));
    if (checkpoint === null) unwrap(await this.run.open(this.engine, id, config, ready, null));
    else {
      const details = { ...checkpoint.details, config };
      this.run.resting.put(id, restingOfFile({ tensors: checkpoint.tensors, details }, null, null));
      unwrap(await this.run.reopen(this.engine, id, ready, false));
    }
  }

  /** Gives all of the open run that must agree bit for bit: its file, but for the time that it took. */
  async bytes(): Promise<readonly number[]> {
    const { tensors, details } = await this.checkpoint();
    return [
      ...writeCheckpoint({ tensors: tensorsInMemory(tensors), details: { ...details, trainingSeconds: 0 } }, null),
    ];
  }

  /** Trains until the run is no longer running. */
  async trainToEnd(config: RunConfig, id: RunId = "run"): Promise<void> {
    this.run.resume(id, config.training);
    while (this.run.stateOf(id) === "running") {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Trains exactly `count` steps. */
  async trainSteps(config: RunConfig, count: number, id: RunId = "run"): Promise<void> {
    for (let step = 0; step < count; step++) {
      await this.run.stepOnce(id, config.training);
    }
  }

  /** Copies the run as it stands. */
  async checkpoint(id: RunId = "run"): Promise<Checkpoint> {
    return unwrap(await readCheckpointOf(this.run, id, "all"));
  }
}
