// Weights frozen as data: enough to sample, to go on bit for bit, and to rebuild the page's settings.
import type { RunConfig } from "../config/run-config";
import type { NamedTensors } from "../named-tensors";
import type { StateTensors } from "../stored-tensor";
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { TrainingProgress } from "../training/progress";

/** Weights and optimizer slots with all that belongs to them. */
export interface Checkpoint {
  readonly tensors: StateTensors;
  readonly details: CheckpointDetails;
}

/** A checkpoint whose tensors are all in memory, as files are written and read. */
export interface LoadedCheckpoint extends Checkpoint {
  readonly tensors: NamedTensors;
}

/** Everything but the tensors; JSON in the file's header. */
export interface CheckpointDetails {
  readonly formatVersion: 1;
  readonly config: RunConfig;
  readonly tokenizer: TokenizerState;
  readonly template: string;
  readonly dataset: DatasetReference;
  readonly progress: TrainingProgress;
  /** Training that led to the weights, pauses and evaluation excluded; 0 where an older file does not tell. */
  readonly trainingSeconds: number;
}

/** Names the data of a run without holding it. `id` is set for bundled datasets. */
export interface DatasetReference {
  readonly id: string | null;
  readonly name: string;
  readonly hash: string;
}
