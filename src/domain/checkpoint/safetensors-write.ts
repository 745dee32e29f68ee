// Writes tensors in the safetensors format: header length (8 bytes), JSON header, little-endian F32 data.
// https://huggingface.co/docs/safetensors/index#format
import type { NamedTensors } from "../named-tensors";

/** Data starts at a multiple of this, as the format's own writer keeps it. */
const ALIGNMENT = 8;

/** Serialises tensors in the map's order, with string metadata. */
export function writeSafetensors(
  tensors: NamedTensors,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, tensor] of tensors) {
    const begin = end;
    end += tensor.data.length * 4;
    header[name] = { dtype: "F32", shape: tensor.shape, data_offsets: [begin, end] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(8 + headerLength + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(json, 8);
  let offset = 8 + headerLength;
  for (const tensor of tensors.values()) {
    for (const value of tensor.data) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  }
  return bytes;
}
