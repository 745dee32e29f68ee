// A checkpoint as one safetensors file: tensors as they are, everything else as JSON strings in the
// header's metadata. Weights alone, without that metadata, are not enough to rebuild a model.
import * as v from "valibot";
import { defaultConfig } from "../config/defaults";
import { parseConfig } from "../config/parse-config";
import { failure, type Result, success } from "../result";
import type { Checkpoint } from "./checkpoint";
import type { CheckpointError } from "./checkpoint-error";
import { datasetSchema, progressSchema, tokenizerSchema } from "./details-schema";
import { readSafetensors } from "./safetensors-read";
import { writeSafetensors } from "./safetensors-write";

const FORMAT_VERSION = "1";
/** What stands in for settings that a file does not know: texts were cut at separators alone before they could choose. */
const before = { ...defaultConfig, corpus: { ...defaultConfig.corpus, textRecords: "separator" } } as const;

/** Serialises a checkpoint. */
export function writeCheckpoint({ tensors, details }: Checkpoint): Uint8Array<ArrayBuffer> {
  return writeSafetensors(tensors, {
    curio: FORMAT_VERSION,
    config: JSON.stringify(details.config),
    tokenizer: JSON.stringify(details.tokenizer),
    template: JSON.stringify(details.template),
    dataset: JSON.stringify(details.dataset),
    progress: JSON.stringify(details.progress),
  });
}

/** Reads a checkpoint back, each part checked; `name` is the file's, for the message. */
export function readCheckpoint(name: string, bytes: Uint8Array): Result<Checkpoint, CheckpointError> {
  const content = readSafetensors(bytes);
  if (!content.ok) {
    return content;
  }
  const { tensors, metadata } = content.value;
  const tokenizer = v.safeParse(tokenizerSchema, jsonOf(metadata.get("tokenizer")));
  const dataset = v.safeParse(datasetSchema, jsonOf(metadata.get("dataset")));
  const progress = v.safeParse(progressSchema, jsonOf(metadata.get("progress")));
  const template = v.safeParse(v.string(), jsonOf(metadata.get("template")));
  const config = parseConfig(jsonOf(metadata.get("config")), before);
  const known = metadata.get("curio") === FORMAT_VERSION;
  if (!known || !tokenizer.success || !dataset.success || !template.success || !progress.success || !config.ok) {
    return failure({ code: "weightsWithoutModel", name });
  }
  const details = {
    formatVersion: 1,
    config: config.value.config,
    tokenizer: tokenizer.output,
    template: template.output,
    dataset: dataset.output,
    progress: progress.output,
  } as const;
  return success({ tensors, details });
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
