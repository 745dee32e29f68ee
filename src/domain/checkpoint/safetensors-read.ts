// Reads a safetensors file into fresh float32 tensors, or names the rule that it breaks.
import type { PlainTensor } from "../named-tensors";
import { failure, type Result, success } from "../result";
import { type StoredType, storedBytes, widen } from "../stored-tensor";
import type { CheckpointError } from "./checkpoint-error";
import { BrokenRule, readHeader } from "./safetensors-header";

/** Everything in a file, copied out of it. */
export interface SafetensorsContent {
  readonly tensors: ReadonlyMap<string, PlainTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Parses a whole file of F32, F16 and BF16 tensors. */
export function readSafetensors(bytes: Uint8Array): Result<SafetensorsContent, CheckpointError> {
  try {
    const { metadata, entries, dataStart } = readHeader(bytes, bytes.length);
    const tensors = new Map<string, PlainTensor>();
    for (const { name, dtype, shape, begin, end } of entries) {
      if (!isWidened(dtype)) {
        throw new BrokenRule("unsupportedType", `${name}: ${dtype}`);
      }
      const data = widen(bytes.slice(dataStart + begin, dataStart + end).buffer as ArrayBuffer, dtype);
      tensors.set(name, { shape, data });
    }
    return success({ tensors, metadata });
  } catch (error) {
    if (error instanceof BrokenRule) {
      return failure({ code: "weightsRuleBroken", rule: error.rule, detail: error.message });
    }
    throw error;
  }
}

/** Tells whether numbers of a type are read, which is by widening them to float32. */
export function isWidened(dtype: string): dtype is StoredType {
  return Object.hasOwn(storedBytes, dtype);
}
