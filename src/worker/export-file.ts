// The files that a student takes home, as bytes ready to save.
import { writeBundle } from "@/domain/checkpoint/bundle";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { metricsCsv } from "@/domain/checkpoint/metrics-csv";
import { fileName } from "@/domain/file-name";
import type { Run } from "@/domain/run/run";
import type { ExportedFile, ExportKind } from "./protocol";

/** Builds one file of a run, by its weights and its record; named after the run and its step. */
export function exportFileOf(kind: ExportKind, checkpoint: Checkpoint, run: Run): ExportedFile {
  const { progress } = checkpoint.details;
  const name = `${fileName(run.name)}-step-${progress.step}`;
  const metrics = () => metricsCsv({ ...run, epochs: progress.epochs }, progress.step);
  switch (kind) {
    case "weights":
      return { name: `${name}.safetensors`, mime: "application/octet-stream", bytes: writeCheckpoint(checkpoint, run) };
    case "bundle":
      return { name: `${name}.zip`, mime: "application/zip", bytes: writeBundle(checkpoint, run) };
    case "metrics":
      return { name: `${name}.csv`, mime: "text/csv", bytes: new TextEncoder().encode(metrics()) };
  }
  return kind satisfies never;
}
