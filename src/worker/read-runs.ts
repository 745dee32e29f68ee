// A zip of several runs: the records and what was measured come at once, weights when somebody opens a run.
import { MODEL_FILE, MOST_METRICS_BYTES } from "@/domain/checkpoint/bundle";
import type { CheckpointError } from "@/domain/checkpoint/checkpoint-error";
import { readMetricsCsv } from "@/domain/checkpoint/metrics-csv";
import { runOfRecord } from "@/domain/checkpoint/run-record";
import { METRICS_FILE, RUNS_FILE } from "@/domain/checkpoint/runs-file";
import { type ListedRun, MOST_LIST_BYTES, MOST_LISTED, readRunsList } from "@/domain/checkpoint/runs-list";
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import { BlobZip } from "./blob-zip";
import type { FoundRun, FoundRuns } from "./protocol";
import { MOST_FILES } from "./read-bundle";
import type { ScratchFolder } from "./scratch-folder";
import { MOST_UNPACKED, UnpackedFiles } from "./unpacked-files";

/** Files beside the bundles, with room for what other programs add. */
const MORE_FILES = 100;

/**
 * Reads all runs that can be read. Bundles are packed once more in no zip of ours; what is unpacked of others and holds
 * weights is handed to `hold`.
 */
export async function readRuns(
  file: File,
  scratch: ScratchFolder,
  hold: (run: RunId, unpacked: UnpackedFiles) => void,
): Promise<Result<FoundRuns>> {
  const zip = await BlobZip.open(file, MOST_LISTED + MORE_FILES);
  if (!zip.ok) return zip;
  const list = await zip.value.read(RUNS_FILE, MOST_LIST_BYTES);
  if (!list.ok) return list;
  if (list.value === null) return failure({ code: "bundleUnreadable", detail: RUNS_FILE });
  const listed = readRunsList(new TextDecoder().decode(list.value));
  if (!listed.ok) return listed;
  const found: FoundRun[] = [];
  const refused: CheckpointError[] = [];
  let room = MOST_UNPACKED;
  for (const one of listed.value) {
    const unpacked = new UnpackedFiles(scratch, room);
    const run = await readRun(zip.value, one, unpacked);
    if (run.ok) found.push(run.value);
    else refused.push(run.error);
    if (run.ok && run.value.bundle !== null) {
      room -= unpacked.bytes;
      hold(run.value.run.id, unpacked);
    } else await unpacked.discard();
  }
  return success({ found, refused });
}

async function readRun(
  zip: BlobZip,
  { id, file, record }: ListedRun,
  unpacked: UnpackedFiles,
): Promise<Result<FoundRun, CheckpointError>> {
  const run = runOfRecord(id, record);
  if (!run.ok) return run;
  const bundle = await zip.file(file, unpacked);
  if (!bundle.ok) return bundle;
  if (bundle.value === null) return failure({ code: "bundleUnreadable", detail: file });
  const content = await BlobZip.open(bundle.value, MOST_FILES);
  if (!content.ok) return content;
  const metrics = await content.value.read(METRICS_FILE, MOST_METRICS_BYTES);
  if (!metrics.ok) return metrics;
  const { epochs, step } = run.value.progress;
  const series = readMetricsCsv(new TextDecoder().decode(metrics.value ?? new Uint8Array()), epochs, step);
  if (!series.ok) return series;
  const hasWeights = content.value.has(MODEL_FILE);
  const seconds = run.value.pace?.trainingSeconds ?? 0;
  const marks = hasWeights ? [{ step, kind: "last", where: "file", seconds } as const] : [];
  return success({
    run: { ...run.value, series: series.value, checkpoints: marks },
    bundle: hasWeights ? bundle.value : null,
  });
}
