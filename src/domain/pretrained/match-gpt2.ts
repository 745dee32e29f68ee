// The tensors of GPT-2's files as those of the model here: found by name, with the shapes that its config tells.
import type { FileTensor } from "../checkpoint/open-safetensors";
import { isWidened } from "../checkpoint/safetensors-read";
import { failure, type Result, success } from "../result";
import type { StoredTensor, StoredType } from "../stored-tensor";
import type { Gpt2Shape } from "./gpt2-config";
import { GPT2_HEAD, GPT2_TABLE, type Gpt2Tensor, gpt2NameOf, gpt2Tensors } from "./gpt2-names";
import type { PretrainedError } from "./pretrained-error";

/** Bytes of two tensors compared at once. */
const PIECE_BYTES = 2 ** 23;

/**
 * Gives the model's tensors under our names, or says which are missing, of another shape, of a type that is not read or
 * not of this model. A head of its own must be the table of embeddings again; masks are passed over.
 */
export async function matchGpt2(
  files: readonly FileTensor[],
  shape: Gpt2Shape,
): Promise<Result<ReadonlyMap<string, StoredTensor>, PretrainedError>> {
  const found = new Map<string, FileTensor>();
  for (const tensor of files) {
    const name = gpt2NameOf(tensor.name);
    if (name !== null) found.set(name, tensor);
  }
  const head = found.get(GPT2_HEAD);
  found.delete(GPT2_HEAD);
  const wanted = gpt2Tensors(shape);
  const refused = refusal(found, wanted);
  if (refused !== null) return failure(refused);
  const table = found.get(GPT2_TABLE) as FileTensor;
  if (head !== undefined && !(await isSame(head, table))) {
    return failure({ code: "modelHeadDiffers", head: head.name, table: table.name });
  }
  return success(new Map(wanted.map(({ ours, theirs }) => [ours, storedOf(found.get(theirs) as FileTensor)])));
}

function storedOf({ name, shape, dtype, bytes }: FileTensor): StoredTensor {
  return { name, shape, dtype: dtype as StoredType, bytes };
}

function refusal(found: ReadonlyMap<string, FileTensor>, wanted: readonly Gpt2Tensor[]): PretrainedError | null {
  const missing = wanted.filter(({ theirs }) => !found.has(theirs)).map(({ theirs }) => theirs);
  const wrong = wanted.flatMap(({ theirs, shape: expected }) => {
    const tensor = found.get(theirs);
    if (tensor === undefined || `${tensor.shape}` === `${expected}`) return [];
    return [{ name: tensor.name, expected, found: tensor.shape }];
  });
  const types = wanted.flatMap(({ theirs }) => {
    const tensor = found.get(theirs);
    return tensor === undefined || isWidened(tensor.dtype) ? [] : [`${tensor.name} (${tensor.dtype})`];
  });
  const known = new Set(wanted.map(({ theirs }) => theirs));
  const unknown = [...found].filter(([name]) => !known.has(name)).map(([, { name }]) => name);
  const isClean = [missing, wrong, types, unknown].every(({ length }) => length === 0);
  return isClean ? null : { code: "modelTensorsRefused", missing, wrong, types, unknown };
}

/** Compares the bytes of two tensors, a piece at a time. */
async function isSame(one: FileTensor, other: FileTensor): Promise<boolean> {
  if (one.dtype !== other.dtype || `${one.shape}` !== `${other.shape}`) return false;
  for (let from = 0; from < one.bytes.size; from += PIECE_BYTES) {
    const until = Math.min(one.bytes.size, from + PIECE_BYTES);
    const [left, right] = await Promise.all([one, other].map(({ bytes }) => bytes.slice(from, until).arrayBuffer()));
    const rightBytes = new Uint8Array(right);
    if (!new Uint8Array(left).every((byte, index) => byte === rightBytes[index])) return false;
  }
  return true;
}
