// A dropped weights file or bundle as a checkpoint that is known to fit its settings: its own, or those on the page
// where the file holds weights alone.

import { buildRunGraph } from "@/domain/architectures/run-graph";
import { asStored } from "@/domain/checkpoint/as-stored";
import type { Checkpoint, CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import type { CheckpointError } from "@/domain/checkpoint/checkpoint-error";
import { readWeights, type WeightsFile } from "@/domain/checkpoint/checkpoint-file";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import type { ModelGraph, Param } from "@/domain/graph/model-graph";
import { graphParameters } from "@/domain/graph/parameters";
import { failure, type Result, success } from "@/domain/result";
import type { StateTensors } from "@/domain/stored-tensor";
import { messageOf } from "@/domain/thrown-message";
import { readBundleFile } from "./read-bundle";

/** The largest file that is read into memory. */
const MOST_BYTES = 1024 * 2 ** 20;
/** How a zip begins. */
const ZIP_MAGIC = [0x50, 0x4b] as const;

type Mismatch = Extract<CheckpointError, { readonly code: "weightsMismatch" }>;

/** A checkpoint out of a file, with what the file tells of the run. */
export interface ImportedCheckpoint extends Checkpoint, Pick<WeightsFile, "label" | "series"> {
  /** Whether the file held weights alone. */
  readonly bare: boolean;
}

/** What of a file's weights is wanted: whole ones, or at least what was trained. */
type WantedWeights = "whole" | "trained";

/**
 * Reads and checks the file; nothing of it is applied yet. `standIn` describes the model of weights alone; `base` are
 * the tensors of another run, of which those are taken that the file leaves out. Fails with baseGone, the base unnamed, where
 * nothing is missing but such tensors, unless what was trained is enough.
 */
export async function importCheckpoint(
  file: File,
  standIn: () => Promise<CheckpointDetails | null>,
  base: StateTensors | null = null,
  wanted: WantedWeights = "whole",
): Promise<Result<ImportedCheckpoint>> {
  const weights = await readFile(file);
  if (!weights.ok) {
    return weights;
  }
  const bare = weights.value.details === null;
  const details = weights.value.details ?? (await standIn());
  if (details === null) {
    return failure({ code: "weightsWithoutModel", name: file.name });
  }
  const { config, tokenizer } = details;
  const graph = buildRunGraph(config, tokenizer.vocabulary.length);
  const tensors = completed(weights.value.tensors, graph, base);
  const matched = matchGraph(tensors, graph, config.training.optimizer);
  if (!matched.ok) {
    if (matched.error.code !== "weightsMismatch") return matched;
    if (!isLeftToBase(matched.error, graph)) return failure({ ...matched.error, bare });
    return wanted === "trained"
      ? success({ ...weights.value, details, tensors, bare })
      : failure({ code: "baseGone", base: "" });
  }
  return success({ ...weights.value, details, tensors: asStored(matched.value, graph), bare });
}

function frozenParameters(graph: ModelGraph): readonly Param[] {
  return graphParameters(graph).filter(({ role }) => role === "frozen");
}

/** Adds to the tensors what the graph has frozen and the file leaves out. */
function completed(own: StateTensors, graph: ModelGraph, base: StateTensors | null): StateTensors {
  const whole = new Map(own);
  for (const { name } of frozenParameters(graph)) {
    const tensor = base?.get(name);
    if (tensor !== undefined && !whole.has(name)) whole.set(name, tensor);
  }
  return whole;
}

/** Tells weights that lack nothing but what a copy leaves to the base of its run. */
function isLeftToBase({ missing, wrong, unknown }: Mismatch, graph: ModelGraph): boolean {
  const frozen = new Set(frozenParameters(graph).map(({ name }) => name));
  return wrong.length + unknown.length === 0 && missing.every((name) => frozen.has(name));
}

async function readFile(file: File): Promise<Result<WeightsFile>> {
  if (file.size > MOST_BYTES) {
    return failure({ code: "weightsTooLarge", name: file.name, bytes: file.size, limit: MOST_BYTES });
  }
  try {
    const beginning = new Uint8Array(await file.slice(0, ZIP_MAGIC.length).arrayBuffer());
    const isZip = ZIP_MAGIC.every((byte, index) => beginning[index] === byte);
    return isZip ? await readBundleFile(file) : readWeights(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    return failure({ code: "loadFailed", name: file.name, detail: messageOf(error) });
  }
}
