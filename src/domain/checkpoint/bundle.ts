// The zip that a student takes home: model, settings, tokenizer, metrics and a note on loading it elsewhere.
import { strFromU8, strToU8, zipSync } from "fflate";
import { failure, type Result, success } from "../result";
import type { Run } from "../run/run";
import { writeTokenizerJson } from "../tokenizer/hugging-face-tokenizer";
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { CheckpointDetails, LoadedCheckpoint } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import { readWeights, type WeightsFile, writeCheckpoint } from "./checkpoint-file";
import { loadingGuide } from "./loading-guide";
import { metricsCsv, readMetricsCsv } from "./metrics-csv";
import { METRICS_FILE } from "./runs-file";
import { ZIP_TIME } from "./zip-time";
import { type SpendBytes, ZipWriter } from "./zip-writer";

/** The model in a bundle. */
export const MODEL_FILE = "model.safetensors";
/** Most bytes of the metrics: a full log takes a tenth of it. */
export const MOST_METRICS_BYTES = 32 * 2 ** 20;

/** Packs a checkpoint with the record of its run; `spend` hears of the bytes of the model. */
export async function writeBundle(
  checkpoint: LoadedCheckpoint,
  run: Run,
  spend: SpendBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  const zip = new ZipWriter((piece) => pieces.push(piece));
  await zip.packSlowly(MODEL_FILE, writeCheckpoint(checkpoint, run), spend);
  for (const [name, content] of Object.entries(measuredFiles(run, checkpoint.details))) zip.pack(name, content);
  zip.pack("README.md", strToU8(loadingGuide(checkpoint)));
  zip.end();
  const bundle = new Uint8Array(zip.bytes);
  let offset = 0;
  for (const piece of pieces) {
    bundle.set(piece, offset);
    offset += piece.length;
  }
  return bundle;
}

/** Packs what is left of a run whose weights nobody holds. */
export function writeRecordBundle(run: Run): Uint8Array<ArrayBuffer> {
  const files = measuredFiles(run, { config: run.config, tokenizer: run.data.tokenizer, progress: run.progress });
  return zipSync(files, { mtime: ZIP_TIME, level: 6 }) as Uint8Array<ArrayBuffer>;
}

function measuredFiles(
  run: Run,
  { config, tokenizer, progress }: Pick<CheckpointDetails, "config" | "tokenizer" | "progress">,
): Record<string, Uint8Array> {
  // What a run that trains measured after its weights were set aside belongs to no weights of the file; the newest kept
  // weights of one at rest may be older than its record, which tells all.
  const isAhead = run.state !== "running" && run.progress.step > progress.step;
  const { epochs, step } = isAhead ? run.progress : progress;
  return {
    "config.json": strToU8(JSON.stringify(config, null, 2)),
    "tokenizer.json": strToU8(tokenizerFile(tokenizer)),
    [METRICS_FILE]: strToU8(metricsCsv({ ...run, epochs }, step)),
  };
}

/** Of pieces of words the form that libraries read. */
function tokenizerFile(tokenizer: TokenizerState): string {
  return tokenizer.kind === "byteBpe" ? writeTokenizerJson(tokenizer) : JSON.stringify(tokenizer, null, 2);
}

/** Reads the model file and the metrics of a bundle, null for one that it lacks. */
export function readBundle(
  model: Uint8Array<ArrayBuffer> | null,
  metrics: Uint8Array | null,
): Result<WeightsFile, CheckpointError> {
  if (model === null) return failure({ code: "bundleWithoutModel", name: MODEL_FILE });
  const weights = readWeights(model);
  if (!weights.ok || weights.value.details === null || metrics === null) return weights;
  const { epochs, step } = weights.value.details.progress;
  const series = readMetricsCsv(strFromU8(metrics), epochs, step);
  return series.ok ? success({ ...weights.value, series: series.value }) : series;
}
