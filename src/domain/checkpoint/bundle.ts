// The zip that a student takes home: model, settings, tokenizer, metrics and a note on loading it elsewhere.
import { strToU8, zipSync } from "fflate";
import { failure, type Result, success } from "../result";
import type { Checkpoint } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import { writeCheckpoint } from "./checkpoint-file";
import { loadingGuide } from "./loading-guide";
import { readZipEntry } from "./zip-entry";

const MODEL_FILE = "model.safetensors";
/** Most bytes of a model file. */
const MOST_BYTES = 512 * 2 ** 20;
/** A fixed time, so that the same run gives the same bytes. */
const ZIP_TIME = new Date(1980, 0, 1);

/** Packs a checkpoint and its metrics. */
export function writeBundle(checkpoint: Checkpoint, metrics: string): Uint8Array<ArrayBuffer> {
  const { config, tokenizer } = checkpoint.details;
  const files = {
    [MODEL_FILE]: writeCheckpoint(checkpoint),
    "config.json": strToU8(JSON.stringify(config, null, 2)),
    "tokenizer.json": strToU8(JSON.stringify(tokenizer, null, 2)),
    "metrics.csv": strToU8(metrics),
    "README.md": strToU8(loadingGuide(checkpoint)),
  };
  return zipSync(files, { mtime: ZIP_TIME, level: 6 }) as Uint8Array<ArrayBuffer>;
}

/** Takes the model file, of at most `limit` bytes, out of a bundle; other entries are not even inflated. */
export function readBundle(bytes: Uint8Array, limit = MOST_BYTES): Result<Uint8Array<ArrayBuffer>, CheckpointError> {
  const model = readZipEntry(bytes, MODEL_FILE, limit);
  if (!model.ok) return model;
  return model.value === null ? failure({ code: "bundleWithoutModel", name: MODEL_FILE }) : success(model.value);
}
