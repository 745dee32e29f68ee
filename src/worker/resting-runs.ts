// Runs without a session, as the worker holds them in its memory: out of a file, or given way to another run. Each can be
// opened again exactly as it stood. The oldest go where the memory for them is used up.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import type { WeightsFile } from "@/domain/checkpoint/checkpoint-file";
import { type CheckpointMark, PAUSED, type RunId, type RunStatus } from "@/domain/run/run";
import type { RunEvent } from "@/domain/run/run-event";
import { isStored, type StateTensors } from "@/domain/stored-tensor";
import { standsAtBest } from "@/domain/training/best-epoch";
import type { SnapshotName } from "@/domain/training/snapshot";
import { readSnapshot, type Snapshot } from "@/engine/snapshots";
import type { TrainingRun } from "@/engine/training-run";
import { type ActiveRun, bestMarks, checkpointDetails, startOf } from "./active-run";
import { isTooLargeToCopy } from "./changing-bytes";
import type { RunData } from "./plan-request";
import type { KnownRun } from "./protocol";

/** Most bytes of weights and data at rest; the run that came last stays whatever it takes. */
const MOST_BYTES = 256 * 2 ** 20;

/** A run at rest. */
export interface RestingRun {
  readonly checkpoint: Checkpoint;
  readonly status: RunStatus;
  /** The data that it trained on; null for a model out of a file. */
  readonly data: RunData | null;
  /** Its best weights, null where none are known. */
  readonly best: Snapshot | null;
  /** What else the training loop remembers of it; null for a model out of a file. */
  readonly memory: {
    readonly good: Snapshot | null;
    readonly loop: Omit<TrainingRun, "session" | SnapshotName>;
  } | null;
}

/** Copies a run between two training slices; of one that is large its weights alone, so that there is room for them. */
export function copyRun(active: ActiveRun, status: RunStatus): Promise<RestingRun> {
  return active.queue.run(async () => {
    const { session, good: _good, best: _best, ...loop } = active.training;
    if (isTooLargeToCopy(active)) {
      const { tensors } = await session.readState("weights"); // GPU sync
      const checkpoint = { tensors, details: checkpointDetails(active) };
      return { checkpoint, status, data: active.data, best: null, memory: { good: null, loop } };
    }
    const { tensors } = await session.readState(); // GPU sync
    const best = await readSnapshot(active.training, "best");
    const memory = { good: await readSnapshot(active.training, "good"), loop };
    return { checkpoint: { tensors, details: checkpointDetails(active) }, status, data: active.data, best, memory };
  });
}

/**
 * Gives a run out of a file as it rests: as the page knows it, or else as the file tells. Best weights of later steps are
 * not of its way.
 */
export function restingOfFile(
  file: Checkpoint & Partial<Pick<WeightsFile, "label">>,
  bestFile: Checkpoint | null,
  known: KnownRun | null,
): RestingRun {
  const { tensors, details } = file;
  const { progress, config } = details;
  const isEarlier = bestFile !== null && bestFile.details.progress.step <= progress.step;
  const best = standsAtBest(progress, config.training.earlyStopping) ? file : isEarlier ? bestFile : null;
  const { state, reason } = file.label?.rest ?? PAUSED;
  const told = known === null ? { state, reason, error: null } : PAUSED;
  const status = known?.step === progress.step ? known.status : told;
  return { checkpoint: { tensors, details }, status, data: null, best: best && startOf(best), memory: null };
}

/** What is held of a run. */
type Held = Pick<Extract<RunEvent, { readonly type: "held" }>, "checkpoints" | "hasData">;

/** The runs at rest, by their ids. */
export class RestingRuns {
  readonly #runs = new Map<RunId, RestingRun>();
  readonly #onChange: (id: RunId, held: Held) => void;
  readonly #mostBytes: number;

  /** `onChange` hears what is held of a run whenever that changes. */
  constructor(onChange: (id: RunId, held: Held) => void, mostBytes = MOST_BYTES) {
    this.#onChange = onChange;
    this.#mostBytes = mostBytes;
  }

  get(id: RunId): RestingRun | null {
    return this.#runs.get(id) ?? null;
  }

  all(): readonly RestingRun[] {
    return [...this.#runs.values()];
  }

  /** Takes a run in as the newest, and lets go of the oldest where there is no room. */
  put(id: RunId, run: RestingRun): void {
    this.#runs.delete(id);
    this.#runs.set(id, run);
    this.#onChange(id, { checkpoints: marksOf(run), hasData: run.data !== null });
    while (this.#runs.size > 1 && bytesOf(this.all()) > this.#mostBytes) {
      const [oldest] = this.#runs.keys();
      this.delete(oldest);
      this.#onChange(oldest, { checkpoints: [], hasData: false });
    }
  }

  /** Lets go of a run, silently. */
  delete(id: RunId): void {
    this.#runs.delete(id);
  }
}

function marksOf({ checkpoint, best }: RestingRun): readonly CheckpointMark[] {
  const { progress, trainingSeconds: seconds } = checkpoint.details;
  return [
    ...bestMarks(best?.progress ?? null, seconds),
    { step: progress.step, kind: "last", where: "memory", seconds },
  ];
}

/** Counts weights and data in memory, what several runs share once. */
function bytesOf(runs: readonly RestingRun[]): number {
  const arrays = runs.flatMap(({ checkpoint, data, best, memory }) => [
    ...arraysOf(checkpoint.tensors),
    ...arraysOf(best?.state.tensors),
    ...arraysOf(memory?.good?.state.tensors),
    ...(data === null ? [] : [data.windows.tokens]),
  ]);
  return [...new Set(arrays.map(({ buffer }) => buffer))].reduce((total, { byteLength }) => total + byteLength, 0);
}

function arraysOf(tensors: StateTensors | undefined) {
  return [...(tensors?.values() ?? [])].flatMap((tensor) => (isStored(tensor) ? [] : [tensor.data]));
}
