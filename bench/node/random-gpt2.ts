// A GPT-2 of full size with random weights, as a folder in Hugging Face's layout: what it says means nothing, but it is
// read, trained and written as the real ones are.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import { GPT2_PREFIX, gpt2Tensors } from "@/domain/pretrained/gpt2-names";

const common = { heads: 12, embeddingSize: 768, positions: 1024, vocabularySize: 50_257 };

/** The shapes by name. */
export const gpt2Shapes = { distilgpt2: { ...common, layers: 6 }, gpt2: { ...common, layers: 12 } } as const;

/** Writes the files into a new folder; gives their paths. */
export function writeRandomGpt2(folder: string, shape: Gpt2Shape): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const paths = ["config.json", "tokenizer.json", "model.safetensors"].map((name) => join(folder, name));
  writeFileSync(paths[0], JSON.stringify(configOf(shape)));
  writeFileSync(paths[1], JSON.stringify(tokenizerOf(shape.vocabularySize)));
  writeWeights(paths[2], shape);
  return paths;
}

function configOf({ layers, heads, embeddingSize, positions, vocabularySize }: Gpt2Shape) {
  return {
    model_type: "gpt2",
    activation_function: "gelu_new",
    n_layer: layers,
    n_head: heads,
    n_embd: embeddingSize,
    n_positions: positions,
    n_ctx: positions,
    vocab_size: vocabularySize,
    layer_norm_epsilon: 1e-5,
    bos_token_id: vocabularySize - 1,
    eos_token_id: vocabularySize - 1,
  };
}

/** The 256 bytes, so many pairs of them as there is room for, and the end of a text. */
function tokenizerOf(size: number) {
  const isPlain = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  const letters = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPlain(byte) ? byte : next++));
  const merges = Array.from({ length: size - 257 }, (_, pair) => [letters[pair >> 8], letters[pair & 255]]);
  const end = "<|endoftext|>";
  const tokens = [...letters, ...merges.map(([left, right]) => left + right), end];
  return {
    version: "1.0",
    added_tokens: [
      { id: size - 1, content: end, single_word: false, lstrip: false, rstrip: false, normalized: true, special: true },
    ],
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, use_regex: true },
    model: {
      type: "BPE",
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map((pair) => pair.join(" ")),
    },
  };
}

function writeWeights(path: string, shape: Gpt2Shape): void {
  const tensors = gpt2Tensors(shape);
  let end = 0;
  const entries = tensors.map(({ theirs, shape: sides }) => {
    const begin = end;
    end += 4 * sizeOf(sides);
    return [GPT2_PREFIX + theirs, { dtype: "F32", shape: sides, data_offsets: [begin, end] }];
  });
  const header = Buffer.from(JSON.stringify({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = openSync(path, "w");
  writeSync(file, length);
  writeSync(file, header);
  for (const { theirs, shape: sides } of tensors) {
    const isGain = /ln_\w+\.weight$/.test(theirs);
    const values = new Float32Array(sizeOf(sides)).fill(isGain ? 1 : 0);
    if (!isGain) for (let index = 0; index < values.length; index++) values[index] = noise(index);
    writeSync(file, values);
  }
  closeSync(file);
}

/** Between -0.035 and 0.035, with a deviation of 0.02 as first weights have: the index's bits, stirred. */
function noise(index: number): number {
  const stirred = Math.imul(index ^ (index >>> 15), 0x2c1b3c6d);
  return ((stirred ^ (stirred >>> 12)) >> 8) / 2 ** 23 / 29;
}

function sizeOf(sides: readonly number[]): number {
  return sides.reduce((product, side) => product * side, 1);
}
