// Opens a model that writes, from weights and all that belongs to them.

import { buildRunGraph } from "@/domain/architectures/run-graph";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { float32Bytes } from "@/domain/graph/parameters";
import type { WindowChoice } from "@/domain/sampling/sampling-config";
import type { StateTensors } from "@/domain/stored-tensor";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import { neutralToken } from "@/domain/tokenizer/start-tokens";
import type { Engine, OpenDecoder } from "@/engine/engine";
import type { Writer } from "@/engine/generate";

/** Most bytes of the float32 weights of a model that is open beside another one. */
const MOST_BESIDE = 64 * 2 ** 20;

/** Tells whether a model is small enough for another writer to be open beside it. */
export function mayBeOpenBeside(tensors: StateTensors): boolean {
  return float32Bytes(tensors.values()) <= MOST_BESIDE;
}

/** A writer whose decoder is to be disposed. */
export interface OpenWriter extends Writer {
  readonly decoder: OpenDecoder;
}

/** Opens the writer on a device. */
export async function openWriter(
  engine: Engine,
  { tensors, details }: Checkpoint,
  window: WindowChoice,
): Promise<OpenWriter> {
  const { config, tokenizer, template } = details;
  const graph = buildRunGraph(config, tokenizer.vocabulary.length);
  const decoder = await engine.openDecoder({ graph, tensors, fillId: neutralToken(tokenizer), window });
  return { decoder, tokenizer: createTokenizer(tokenizer), config, template };
}
