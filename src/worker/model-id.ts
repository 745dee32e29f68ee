// The id of a model from elsewhere, told from its content: whoever drops the same files again has the same model, so that
// runs that began with it find its weights.
import { modelValues } from "@/domain/architectures/model-config";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { createContentHash } from "@/domain/corpus/content-hash";
import type { RunId } from "@/domain/run/run";
import { isStored, readBytes } from "@/domain/stored-tensor";

/**
 * Gives the id by a model's numbers as its files have them, its heads, its epsilon and its tokens; in which files they lie,
 * and what the page was set to, does not count. Reads all of it; rejects where a file cannot be read.
 */
export async function idOfModel({ tensors, details }: Checkpoint): Promise<RunId> {
  const hash = createContentHash();
  const add = (told: unknown) => hash.update(new TextEncoder().encode(`${JSON.stringify(told)}\n`));
  const { heads, normEpsilon } = modelValues(details.config.model);
  add([heads, normEpsilon, details.tokenizer]);
  const byName = [...tensors].toSorted(([left], [right]) => (left < right ? -1 : 1));
  for (const [name, tensor] of byName) {
    add([name, tensor.shape]);
    if (!isStored(tensor)) continue;
    add(tensor.dtype);
    for await (const { bytes } of readBytes(name, tensor)) hash.update(new Uint8Array(bytes));
  }
  return hash.digest();
}
