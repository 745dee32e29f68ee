// A tiny GPT-2 as the files that Hugging Face's library writes: 2 blocks of 16 numbers a token over 258 tokens, its
// weights drawn from a seed; and pairs for it to learn.
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import { GPT2_PREFIX, gpt2Tensors } from "@/domain/pretrained/gpt2-names";
import { normal, randomKey } from "@/domain/random";
import { zip } from "../../unit/containers/made-files";
import { bytesOf, configOf, type RawTensor, safetensorsOf } from "../../unit/support/hugging-face-folder";
import { tinyTokenizerJson } from "../../unit/support/tiny-tokenizer";
import { type MadeFile, textFile } from "./files";

const shape: Gpt2Shape = { layers: 2, heads: 2, embeddingSize: 16, positions: 64, vocabularySize: 258 };

/** Its tensors, or those of another shape or seed: small normal numbers but for the gains of norms, which are ones. */
export function tinyGpt2Tensors(changes: Partial<Gpt2Shape> = {}, seed = 11): readonly RawTensor[] {
  return gpt2Tensors({ ...shape, ...changes }).map(({ theirs, shape: sides }, lane) => {
    const key = randomKey(seed, "initialization", 0, lane);
    const isGain = /ln_\w+\.weight$/.test(theirs);
    const size = sides.reduce((product, side) => product * side, 1);
    const values = Array.from({ length: size }, (_, index) => (isGain ? 1 : 0.1 * normal(key, index)));
    return { name: GPT2_PREFIX + theirs, dtype: "F32", shape: sides, bytes: bytesOf(values, "F32") };
  });
}

/** A weights file of tensors. */
export function weightsFile(tensors: readonly RawTensor[], name = "model.safetensors"): MadeFile {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(safetensorsOf(tensors)) };
}

/** Its config.json, with settings of its own. */
export function configFile(more: Readonly<Record<string, unknown>> = {}): MadeFile {
  return textFile("config.json", configOf(shape, more));
}

/** Its tokenizer.json. */
export function tokenizerFile(): MadeFile {
  return textFile("tokenizer.json", tinyTokenizerJson());
}

/** Its files in a zip, with weights of its own or others. */
export function tinyZip(weights: MadeFile = weightsFile(tinyGpt2Tensors())): MadeFile {
  const files = [configFile(), weights, tokenizerFile()].map(({ name, buffer }) => [name, buffer] as const);
  return { name: "tiny.zip", mimeType: "application/zip", buffer: Buffer.from(zip(Object.fromEntries(files))) };
}

const colours = ["azul", "verde", "roxo", "cinza"];

/** Sixty questions, each with an answer of a few words. */
export function colourPairs(): MadeFile {
  const rows = Array.from({ length: 60 }, (_, at) => ({
    pergunta: `Qual a cor ${at}?`,
    resposta: `A cor ${colours[at % 4]}.`,
  }));
  return textFile("cores.json", JSON.stringify(rows));
}
