// A checkpoint as one safetensors file: tensors as they are, everything else as JSON strings in the
// header's metadata. Weights alone, without that metadata, need settings and tokens from elsewhere.
import { failure, type Result, success } from "../result";
import type { Run } from "../run/run";
import type { RunSeries } from "../run/run-series";
import type { CheckpointDetails, LoadedCheckpoint } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import { MOST_EPOCH_ROWS } from "./details-schema";
import { seriesOfEpochs } from "./metrics-csv";
import { FORMAT_VERSION, readDetails, readLabel } from "./read-details";
import { labelOf, type RunLabel } from "./run-label";
import { readSafetensors } from "./safetensors-read";
import { writeSafetensors } from "./safetensors-write";

/** Serialises a checkpoint, and all of the run's record but its series. */
export function writeCheckpoint({ tensors, details }: LoadedCheckpoint, run: Run | null): Uint8Array<ArrayBuffer> {
  return writeSafetensors(tensors, metadataOf(details, run));
}

/** Writes all of a checkpoint but its tensors, and all of the run's record but its series, as a file's metadata. */
export function metadataOf(details: CheckpointDetails, run: Run | null): Readonly<Record<string, string>> {
  return { ...metadataBesideTokens(details, run), tokenizer: JSON.stringify(details.tokenizer) };
}

/** Writes the same without the tokenizer, whose tables may take megabytes. */
export function metadataBesideTokens(
  details: Omit<CheckpointDetails, "tokenizer">,
  run: Run | null,
): Readonly<Record<string, string>> {
  const { progress } = details;
  return {
    curio: FORMAT_VERSION,
    config: JSON.stringify(details.config),
    template: JSON.stringify(details.template),
    dataset: JSON.stringify(details.dataset),
    progress: JSON.stringify({ ...progress, epochs: progress.epochs.slice(-MOST_EPOCH_ROWS) }),
    seconds: JSON.stringify(details.trainingSeconds),
    ...(run === null ? {} : { run: JSON.stringify(labelOf(run, progress.step)) }),
  };
}

/** What a file with weights holds; `details` is null where they stand alone, as other programs write them. */
export interface WeightsFile extends Omit<LoadedCheckpoint, "details"> {
  readonly details: CheckpointDetails | null;
  /** Null where an older version wrote the file, or another program. */
  readonly label: RunLabel | null;
  /** Every step only where they stand beside the model in a bundle; of epochs otherwise. */
  readonly series: RunSeries;
}

/** Reads a weights file, each part checked. */
export function readWeights(bytes: Uint8Array): Result<WeightsFile, CheckpointError> {
  const content = readSafetensors(bytes);
  if (!content.ok) return content;
  const { tensors, metadata } = content.value;
  const details = readDetails(metadata);
  if (!details.ok) return details;
  const label = readLabel(metadata);
  if (!label.ok) return failure(label.error);
  const series = seriesOfEpochs(details.value?.progress.epochs ?? []);
  return success({ tensors, details: details.value, label: label.value, series });
}
