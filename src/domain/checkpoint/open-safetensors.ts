// Opens a safetensors file without reading its data: the header is read, tensors stay slices of the file.
import type { ByteSource } from "../byte-source";
import { failure, type Result, success } from "../result";
import type { CheckpointError } from "./checkpoint-error";
import { BrokenRule, dataStartOf, LENGTH_BYTES, readHeader, type SafetensorsHeader } from "./safetensors-header";

/** A tensor of any type that the format knows, as a slice of its file. */
export interface FileTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: ByteSource;
}

/** A file by its header. */
export interface OpenedSafetensors extends Pick<SafetensorsHeader, "metadata"> {
  readonly tensors: readonly FileTensor[];
}

/** A broken rule of the format. */
type RuleBroken = Extract<CheckpointError, { readonly code: "weightsRuleBroken" }>;

/** Reads and checks the header of a file. Rejects where the file cannot be read. */
export async function openSafetensors(file: ByteSource): Promise<Result<OpenedSafetensors, RuleBroken>> {
  try {
    const dataStart = dataStartOf(await bytesOf(file, LENGTH_BYTES), file.size);
    const { metadata, entries } = readHeader(await bytesOf(file, dataStart), file.size);
    const tensors = entries.map(({ begin, end, ...entry }) => ({
      ...entry,
      bytes: file.slice(dataStart + begin, dataStart + end),
    }));
    return success({ metadata, tensors });
  } catch (error) {
    if (error instanceof BrokenRule) {
      return failure({ code: "weightsRuleBroken", rule: error.rule, detail: error.message });
    }
    throw error;
  }
}

async function bytesOf(file: ByteSource, count: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, Math.min(count, file.size)).arrayBuffer());
}
