// The weights of a run as a file of another form gives them back: written and read again, in memory outside the worker's own.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { openSafetensors } from "@/domain/checkpoint/open-safetensors";
import type { WrittenType } from "@/domain/checkpoint/safetensors-write";
import type { TuningConfig } from "@/domain/config/run-config";
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import { wholeWeights } from "@/domain/pretrained/leaving-run";
import { matchGpt2 } from "@/domain/pretrained/match-gpt2";
import { withScaledRows } from "@/domain/pretrained/scaled-rows";
import { gpt2WeightsFile } from "@/domain/pretrained/weights-file";

/** A model in some form. */
export interface FormedModel {
  readonly checkpoint: Checkpoint;
  /** Bytes of the file; null for weights that were never in one. */
  readonly bytes: number | null;
}

/** A session that only measures has next to nothing to train: no gradients, no slots. Its numbers are those of the file. */
const MEASURED_ALONE = {
  trains: "lastBlocks",
  lastBlocks: 1,
  frozenStorage: "float32",
} as const satisfies Partial<TuningConfig>;

/** Gives the weights as they are; those with an adapter keep it. */
export function ownForm(checkpoint: Checkpoint): FormedModel {
  const isAdapted = checkpoint.details.config.tuning.trains === "lora";
  return { checkpoint: isAdapted ? checkpoint : measuredAlone(checkpoint), bytes: null };
}

/** Writes the weights of a model of the GPT-2 family as `form`, and reads them. */
export async function asForm(checkpoint: Checkpoint, shape: Gpt2Shape, form: WrittenType): Promise<FormedModel> {
  const parts: Blob[] = [];
  const pieces = gpt2WeightsFile(wholeWeights(checkpoint.tensors, checkpoint.details), shape, form);
  for await (const piece of pieces) parts.push(new Blob([piece]));
  const file = new Blob(parts);
  const opened = await openSafetensors(file);
  const matched = opened.ok ? await matchGpt2(withScaledRows(opened.value.tensors), shape) : opened;
  if (!matched.ok) throw new Error(`asForm: expected a file that can be read, got ${JSON.stringify(matched.error)}`);
  return { checkpoint: measuredAlone({ ...checkpoint, tensors: matched.value }), bytes: file.size };
}

function measuredAlone({ tensors, details }: Checkpoint): Checkpoint {
  const { config } = details;
  const tuning = { ...config.tuning, ...MEASURED_ALONE };
  return { tensors, details: { ...details, config: { ...config, tuning } } };
}
