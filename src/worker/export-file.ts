// The files that a student takes home, as bytes ready to save.
import { writeBundle, writeRecordBundle } from "@/domain/checkpoint/bundle";
import type { LoadedCheckpoint } from "@/domain/checkpoint/checkpoint";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { metricsCsv } from "@/domain/checkpoint/metrics-csv";
import { fileName } from "@/domain/file-name";
import type { Run } from "@/domain/run/run";
import type { ExportedFile, ExportKind } from "./protocol";

const ZIP = "application/zip";

/** Builds the file of a run whose weights nobody holds. */
export function recordFileOf(run: Run): ExportedFile {
  return { name: `${nameOf(run, run.progress.step)}.zip`, mime: ZIP, bytes: writeRecordBundle(run) };
}

/** Builds one file of a run, by its weights and its record. */
export function exportFileOf(
  kind: Exclude<ExportKind, "record">,
  checkpoint: LoadedCheckpoint,
  run: Run,
): ExportedFile {
  const { progress } = checkpoint.details;
  const name = nameOf(run, progress.step);
  const metrics = () => metricsCsv({ ...run, epochs: progress.epochs }, progress.step);
  switch (kind) {
    case "weights":
      return { name: `${name}.safetensors`, mime: "application/octet-stream", bytes: writeCheckpoint(checkpoint, run) };
    case "bundle":
      return { name: `${name}.zip`, mime: ZIP, bytes: writeBundle(checkpoint, run) };
    case "metrics":
      return { name: `${name}.csv`, mime: "text/csv", bytes: new TextEncoder().encode(metrics()) };
  }
  return kind satisfies never;
}

/** Names a file after the run and its step. */
export function nameOf({ name }: Pick<Run, "name">, step: number): string {
  return `${fileName(name)}-step-${step}`;
}
