// The zip that a student takes home: model, settings, tokenizer, metrics and a note on loading it elsewhere.
import { strToU8, Unzip, UnzipInflate, zipSync } from "fflate";
import { failure, type Result, success } from "../result";
import { messageOf } from "../thrown-message";
import type { Checkpoint } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import { writeCheckpoint } from "./checkpoint-file";
import { loadingGuide } from "./loading-guide";

const MODEL_FILE = "model.safetensors";
/** Caps while inflating: sizes that a zip declares are not to be trusted. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_ENTRIES = 64;
/** Bytes inflated between two looks at the caps. */
const PIECE_BYTES = 65_536;
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
  const chunks: Uint8Array[] = [];
  let total = 0;
  let entries = 0;
  let complete = false;
  let problem: CheckpointError | null = null;
  const unzip = new Unzip((file) => {
    entries += 1;
    if (file.name !== MODEL_FILE || complete || entries > MOST_ENTRIES) {
      return;
    }
    file.ondata = (error, chunk, final) => {
      total += chunk?.length ?? 0;
      if (error !== null) {
        problem ??= { code: "bundleUnreadable", detail: error.message };
      } else if (total > limit) {
        problem ??= { code: "bundleTooLarge", bytes: total, limit };
        file.terminate();
      } else {
        chunks.push(chunk);
        complete ||= final;
      }
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let offset = 0; offset < bytes.length && problem === null; offset += PIECE_BYTES) {
      unzip.push(bytes.subarray(offset, offset + PIECE_BYTES), offset + PIECE_BYTES >= bytes.length);
    }
  } catch (error) {
    problem ??= { code: "bundleUnreadable", detail: messageOf(error) };
  }
  if (problem !== null) {
    return failure(problem);
  }
  return complete ? success(joined(chunks, total)) : failure({ code: "bundleUnreadable", detail: MODEL_FILE });
}

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
