// The files that a student takes home, as bytes ready to save.
import { writeBundle, writeRecordBundle } from "@/domain/checkpoint/bundle";
import type { Checkpoint, LoadedCheckpoint } from "@/domain/checkpoint/checkpoint";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { metricsCsv } from "@/domain/checkpoint/metrics-csv";
import { type SpendBytes, ZIP_MIME } from "@/domain/checkpoint/zip-writer";
import { fileName } from "@/domain/file-name";
import { float32Bytes } from "@/domain/graph/parameters";
import type { Run } from "@/domain/run/run";
import type { ExportedFile, RecordKind, WeightsKind } from "./protocol";

/** Builds one file of a run by its record alone. */
export function recordFileOf(kind: RecordKind, run: Run): ExportedFile {
  const { epochs, step } = run.progress;
  const name = nameOf(run, step);
  switch (kind) {
    case "record":
      return { name: `${name}.zip`, mime: ZIP_MIME, bytes: writeRecordBundle(run) };
    case "metrics": {
      const bytes = new TextEncoder().encode(metricsCsv({ ...run, epochs }, step));
      return { name: `${name}.csv`, mime: "text/csv", bytes };
    }
  }
  return kind satisfies never;
}

/** Counts the bytes of a weights file without its header. */
export function fileBytes({ tensors }: Checkpoint): number {
  return float32Bytes(tensors.values());
}

/** Builds one file of a run, by its weights and its record; `spend` hears of the bytes that are packed. */
export async function exportFileOf(
  kind: WeightsKind,
  checkpoint: LoadedCheckpoint,
  run: Run,
  spend: SpendBytes,
): Promise<ExportedFile> {
  const name = nameOf(run, checkpoint.details.progress.step);
  switch (kind) {
    case "weights":
      return { name: `${name}.safetensors`, mime: "application/octet-stream", bytes: writeCheckpoint(checkpoint, run) };
    case "bundle":
      return { name: `${name}.zip`, mime: ZIP_MIME, bytes: await writeBundle(checkpoint, run, spend) };
  }
  return kind satisfies never;
}

/** Names a file after the run and its step. */
export function nameOf({ name }: Pick<Run, "name">, step: number): string {
  return `${fileName(name)}-step-${step}`;
}
