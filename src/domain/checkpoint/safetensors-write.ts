// Writes tensors in the safetensors format: header length (8 bytes), JSON header, little-endian data.
// https://huggingface.co/docs/safetensors/index#format
import { sizeOf } from "../graph/parameters";
import type { NamedTensors } from "../named-tensors";

/** Data starts at a multiple of this, as the format's own writer keeps it. */
const ALIGNMENT = 8;

/** Bytes of one number of each type that is written. */
export const writtenBytes = { F32: 4, F16: 2, I8: 1 } as const;

/** How numbers are written. */
export type WrittenType = keyof typeof writtenBytes;

/** A tensor by what the header says of it. */
export interface WrittenTensor {
  readonly name: string;
  readonly dtype: WrittenType;
  readonly shape: readonly number[];
}

/** Writes what stands before the data of tensors that follow in this order, without gaps. */
export function safetensorsHead(
  tensors: readonly WrittenTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const { name, dtype, shape } of tensors) {
    const begin = end;
    end += sizeOf(shape) * writtenBytes[dtype];
    header[name] = { dtype, shape, data_offsets: [begin, end] };
  }
  return safetensorsStart(header);
}

/** Writes the length of a header and the header, padded so that data may follow. */
export function safetensorsStart(header: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(8 + headerLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8);
  bytes.set(json, 8);
  return bytes;
}

/** Serialises tensors in the map's order, with string metadata. */
export function writeSafetensors(
  tensors: NamedTensors,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const heads = [...tensors].map(([name, { shape }]) => ({ name, dtype: "F32", shape }) as const);
  const head = safetensorsHead(heads, metadata);
  const length = [...tensors.values()].reduce((sum, { data }) => sum + data.length * writtenBytes.F32, head.length);
  const bytes = new Uint8Array(length);
  bytes.set(head);
  const view = new DataView(bytes.buffer);
  let offset = head.length;
  for (const tensor of tensors.values()) {
    for (const value of tensor.data) {
      view.setFloat32(offset, value, true);
      offset += writtenBytes.F32;
    }
  }
  return bytes;
}
