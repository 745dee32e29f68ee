// A checkpoint as one safetensors file: tensors as they are, everything else as JSON strings in the
// header's metadata. Weights alone, without that metadata, need settings and tokens from elsewhere.
import { type Result, success } from "../result";
import type { Checkpoint, CheckpointDetails } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import { MOST_EPOCH_ROWS } from "./details-schema";
import { FORMAT_VERSION, readDetails } from "./read-details";
import { emptyHistory } from "./run-history";
import { readSafetensors } from "./safetensors-read";
import { writeSafetensors } from "./safetensors-write";

/** Serialises a checkpoint but for its history. */
export function writeCheckpoint({ tensors, details }: Checkpoint): Uint8Array<ArrayBuffer> {
  const { progress } = details;
  return writeSafetensors(tensors, {
    curio: FORMAT_VERSION,
    config: JSON.stringify(details.config),
    tokenizer: JSON.stringify(details.tokenizer),
    template: JSON.stringify(details.template),
    dataset: JSON.stringify(details.dataset),
    progress: JSON.stringify({ ...progress, epochs: progress.epochs.slice(-MOST_EPOCH_ROWS) }),
  });
}

/** What a file with weights holds; `details` is null where they stand alone, as other programs write them. */
export interface WeightsFile extends Omit<Checkpoint, "details"> {
  readonly details: CheckpointDetails | null;
}

/** Reads a weights file, each part checked. */
export function readWeights(bytes: Uint8Array): Result<WeightsFile, CheckpointError> {
  const content = readSafetensors(bytes);
  if (!content.ok) return content;
  const { tensors, metadata } = content.value;
  const details = readDetails(metadata);
  return details.ok ? success({ tensors, details: details.value, history: emptyHistory }) : details;
}
