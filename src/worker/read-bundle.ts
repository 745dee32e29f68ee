// A bundle as it lies: of its files the model and the metrics are unpacked, each straight into its place, so that a large
// one is in memory once; all else is not even looked at.
import { MODEL_FILE, MOST_METRICS_BYTES, readBundle } from "@/domain/checkpoint/bundle";
import type { CheckpointError } from "@/domain/checkpoint/checkpoint-error";
import type { WeightsFile } from "@/domain/checkpoint/checkpoint-file";
import { METRICS_FILE } from "@/domain/checkpoint/runs-file";
import type { Result } from "@/domain/result";
import { BlobZip } from "./blob-zip";

/** Most files of a bundle. */
export const MOST_FILES = 64;
/** Most bytes of a model file. */
const MOST_BYTES = 512 * 2 ** 20;

/** Reads a bundle whose model has at most `limit` bytes. */
export async function readBundleFile(bundle: Blob, limit = MOST_BYTES): Promise<Result<WeightsFile, CheckpointError>> {
  const zip = await BlobZip.open(bundle, MOST_FILES);
  if (!zip.ok) return zip;
  const metrics = await zip.value.read(METRICS_FILE, MOST_METRICS_BYTES);
  if (!metrics.ok) return metrics;
  const model = await zip.value.read(MODEL_FILE, limit);
  return model.ok ? readBundle(model.value, metrics.value) : model;
}
