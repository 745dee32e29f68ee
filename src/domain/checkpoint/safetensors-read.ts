// Reads a safetensors file into fresh float32 tensors, or names the rule that it breaks.
import type { PlainTensor } from "../named-tensors";
import { failure, type Result, success } from "../result";
import type { CheckpointError } from "./checkpoint-error";
import { BrokenRule, readHeader } from "./safetensors-header";

/** Everything in a file, copied out of it. */
export interface SafetensorsContent {
  readonly tensors: ReadonlyMap<string, PlainTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Parses a whole file of F32 tensors. */
export function readSafetensors(bytes: Uint8Array): Result<SafetensorsContent, CheckpointError> {
  try {
    const { metadata, entries, dataStart } = readHeader(bytes);
    const tensors = new Map<string, PlainTensor>();
    for (const { name, dtype, shape, begin, end } of entries) {
      if (dtype !== "F32") {
        throw new BrokenRule("unsupportedType", `${name}: ${dtype}`);
      }
      tensors.set(name, { shape, data: readFloats(bytes, dataStart + begin, (end - begin) / 4) });
    }
    return success({ tensors, metadata });
  } catch (error) {
    if (error instanceof BrokenRule) {
      return failure({ code: "weightsRuleBroken", rule: error.rule, detail: error.message });
    }
    throw error;
  }
}

function readFloats(bytes: Uint8Array, offset: number, count: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * 4);
  const data = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    data[index] = view.getFloat32(index * 4, true);
  }
  return data;
}
