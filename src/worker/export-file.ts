// The files that a student takes home, as bytes ready to save.
import { writeBundle } from "@/domain/checkpoint/bundle";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { metricsCsv } from "@/domain/checkpoint/metrics-csv";
import type { ExportedFile, ExportKind } from "./protocol";

/** Builds one file of a run. */
export function exportFileOf(kind: ExportKind, checkpoint: Checkpoint): ExportedFile {
  const { config, progress } = checkpoint.details;
  const name = `curio-${config.model.architecture}-step-${progress.step}`;
  const metrics = () => metricsCsv(checkpoint.history, progress.epochs);
  switch (kind) {
    case "weights":
      return { name: `${name}.safetensors`, mime: "application/octet-stream", bytes: writeCheckpoint(checkpoint) };
    case "bundle":
      return { name: `${name}.zip`, mime: "application/zip", bytes: writeBundle(checkpoint) };
    case "metrics":
      return { name: `${name}.csv`, mime: "text/csv", bytes: new TextEncoder().encode(metrics()) };
  }
  return kind satisfies never;
}
