// A dropped weights file or bundle as a checkpoint that is known to fit its own settings.
import { readBundle } from "@/domain/checkpoint/bundle";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { readCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import { buildGraph } from "@/domain/graph/build-graph";
import { failure, type Result, success } from "@/domain/result";

/** The largest file that is read into memory. */
const MOST_BYTES = 1024 * 2 ** 20;
/** How a zip begins. */
const ZIP_MAGIC = [0x50, 0x4b] as const;

/** Reads and checks the file; nothing of it is applied yet. */
export async function importCheckpoint(file: File): Promise<Result<Checkpoint>> {
  if (file.size > MOST_BYTES) {
    return failure({ code: "bundleTooLarge", bytes: file.size, limit: MOST_BYTES });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const zipped = ZIP_MAGIC.every((byte, index) => bytes[index] === byte);
  const model = zipped ? readBundle(bytes) : success(bytes);
  if (!model.ok) {
    return model;
  }
  const checkpoint = readCheckpoint(file.name, model.value);
  if (!checkpoint.ok) {
    return checkpoint;
  }
  const { config, tokenizer } = checkpoint.value.details;
  const graph = buildGraph(config.model, config.tokens.contextLength, tokenizer.vocabulary.length);
  const match = matchGraph(checkpoint.value.tensors, graph, config.training.optimizer);
  return match.ok ? checkpoint : match;
}
