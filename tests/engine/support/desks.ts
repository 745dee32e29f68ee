// The worker's desks without a worker: the way from a file to a trained model and back, in Node.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import type { Result } from "@/domain/result";
import type { TfjsBackend } from "@/domain/training/device-report";
import type { Engine } from "@/engine/engine";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import type { RunStart } from "@/worker/active-run";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";
import { Heart } from "@/worker/heart";
import { readCheckpointOf } from "@/worker/model-source";
import type { WorkerEvent } from "@/worker/protocol";
import { RunDesk } from "@/worker/run-desk";
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

  constructor(backend: TfjsBackend) {
    const outbox = new EventOutbox();
    outbox.listen((events) => void this.batches.push(events));
    this.data = new DataDesk(outbox);
    this.run = new RunDesk(
      outbox,
      new Heart(() => {}),
      new SoundCopies(
        () => {},
        () => 0,
      ),
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

  /** Loads a text and opens a run on it, from scratch or from a checkpoint. */
  async open(config: RunConfig, text: string, checkpoint: Checkpoint | null = null): Promise<void> {
    unwrap(await this.data.load({ kind: "text", name: "test.txt", text }, config.corpus));
    const vocabulary = checkpoint?.details.tokenizer ?? null;
    const ready = unwrap(await this.data.ready(config.seed, config.corpus, config.tokens, vocabulary));
    const start: RunStart | null = checkpoint && {
      state: { step: checkpoint.details.progress.step, tensors: checkpoint.tensors },
      progress: checkpoint.details.progress,
      history: checkpoint.history,
    };
    unwrap(await this.run.open(this.engine, config, ready, start));
  }

  /** Trains until the run is no longer running. */
  async trainToEnd(config: RunConfig): Promise<void> {
    this.run.resume(config.training);
    while (this.run.state === "running") {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Trains exactly `count` steps. */
  async trainSteps(config: RunConfig, count: number): Promise<void> {
    for (let step = 0; step < count; step++) {
      await this.run.stepOnce(config.training);
    }
  }

  /** Copies the run as it stands. */
  async checkpoint(): Promise<Checkpoint> {
    return unwrap(await readCheckpointOf(this.run, null));
  }
}
