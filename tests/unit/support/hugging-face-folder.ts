// A tiny GPT-2 in Hugging Face's layout, made here: files that the page opens as those of a model.
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import { GPT2_PREFIX, gpt2Tensors } from "@/domain/pretrained/gpt2-names";
import type { StoredType } from "@/domain/stored-tensor";

/** A tensor as it is to be written. */
export interface RawTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A model of 2 layers over a vocabulary of 12 tokens. */
export const tinyShape: Gpt2Shape = { layers: 2, heads: 2, embeddingSize: 4, positions: 8, vocabularySize: 12 };

/** Writes a safetensors file; its header is as long as it happens to be, so that data need not be aligned. */
export function safetensorsOf(tensors: readonly RawTensor[], padding = 0): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const begin = end;
    end += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  const json = JSON.stringify({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) });
  const header = new TextEncoder().encode(json + " ".repeat(padding));
  const file = new Uint8Array(8 + header.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let offset = 8 + header.length;
  for (const { bytes } of tensors) {
    file.set(bytes, offset);
    offset += bytes.length;
  }
  return file;
}

/** Gives the value of a tensor's number: exact in half precision and in bfloat16. */
export function tinyValue(tensor: number, index: number): number {
  return (((tensor * 37 + index * 11) % 33) - 16) / 64;
}

/** Lists the tensors of a tiny model. */
export function tinyTensors(dtype: StoredType = "F32", prefix = "", shape = tinyShape): readonly RawTensor[] {
  return gpt2Tensors(shape).map(({ theirs, shape: sides }, tensor) => {
    const size = sides.reduce((product, side) => product * side, 1);
    const values = Array.from({ length: size }, (_, index) => tinyValue(tensor, index));
    return { name: prefix + theirs, dtype, shape: sides, bytes: bytesOf(values, dtype) };
  });
}

/** Writes numbers of a type, little-endian; halves and bfloat16 take only those that they hold exactly. */
export function bytesOf(values: readonly number[], dtype: StoredType): Uint8Array {
  const floats = Float32Array.from(values);
  const words = new Uint32Array(floats.buffer);
  if (dtype === "F32") return new Uint8Array(floats.buffer);
  const halves = Uint16Array.from(words, (word, index) => {
    if (dtype === "BF16") return word >>> 16;
    if (floats[index] === 0) return 0;
    return ((word >>> 16) & 0x8000) | ((((word >>> 23) & 255) - 112) << 10) | ((word >>> 13) & 1023);
  });
  return new Uint8Array(halves.buffer);
}

/** Gives the config.json of a shape, with settings of its own. */
export function configOf(shape: Gpt2Shape = tinyShape, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    model_type: "gpt2",
    n_layer: shape.layers,
    n_head: shape.heads,
    n_embd: shape.embeddingSize,
    n_positions: shape.positions,
    vocab_size: shape.vocabularySize,
    activation_function: "gelu_new",
    layer_norm_epsilon: 1e-5,
    n_inner: null,
    ...more,
  });
}

/** Masks as older files hold them. */
export const maskTensors: readonly RawTensor[] = [
  { name: "h.0.attn.bias", dtype: "U8", shape: [1, 1, 8, 8], bytes: new Uint8Array(64) },
  { name: `${GPT2_PREFIX}h.1.attn.masked_bias`, dtype: "F32", shape: [], bytes: new Uint8Array(4) },
];
