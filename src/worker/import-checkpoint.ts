// A dropped weights file or bundle as a checkpoint that is known to fit its own settings.
import { readBundle } from "@/domain/checkpoint/bundle";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { readCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import { buildGraph } from "@/domain/graph/build-graph";
import { failure, type Result, success } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";

/** The largest file that is read into memory. */
const MOST_BYTES = 1024 * 2 ** 20;
/** How a zip begins. */
const ZIP_MAGIC = [0x50, 0x4b] as const;

/** Reads and checks the file; nothing of it is applied yet. */
export async function importCheckpoint(file: File): Promise<Result<Checkpoint>> {
  const checkpoint = await readFile(file);
  if (!checkpoint.ok) {
    return checkpoint;
  }
  const { config, tokenizer } = checkpoint.value.details;
  const graph = buildGraph(config.model, config.tokens.contextLength, tokenizer.vocabulary.length);
  const matched = matchGraph(checkpoint.value.tensors, graph, config.training.optimizer);
  return matched.ok ? success({ ...checkpoint.value, tensors: matched.value }) : matched;
}

async function readFile(file: File): Promise<Result<Checkpoint>> {
  if (file.size > MOST_BYTES) {
    return failure({ code: "weightsTooLarge", name: file.name, bytes: file.size, limit: MOST_BYTES });
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isZip = ZIP_MAGIC.every((byte, index) => bytes[index] === byte);
    return isZip ? readBundle(file.name, bytes) : readCheckpoint(file.name, bytes);
  } catch (error) {
    return failure({ code: "loadFailed", name: file.name, detail: messageOf(error) });
  }
}
