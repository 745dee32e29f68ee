// The files of a model as Hugging Face lays them out, gathered in any order: which are there and which are still missing.
import type { ByteSource } from "../byte-source";

/** The names that files have in a folder of a model. */
export const modelFileNames = {
  config: "config.json",
  weights: "model.safetensors",
  /** Weights in 8 bits, which no other program takes for any that it can read (scaled-rows.ts). */
  scaled: "model.int8.safetensors",
  index: "model.safetensors.index.json",
  tokenizer: "tokenizer.json",
  vocabulary: "vocab.json",
  merges: "merges.txt",
  card: "README.md",
  /** How texts are written; of it the end of a text is read, where the config tells none. */
  generation: "generation_config.json",
} as const;

/** The names that files have in a folder of an adapter, as PEFT lays it out. */
export const adapterFileNames = { config: "adapter_config.json", weights: "adapter_model.safetensors" } as const;

/** What lies in a folder of a model beside what it takes to open it. */
const asideNames: readonly string[] = [
  modelFileNames.generation,
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
];

const knownNames: readonly string[] = [
  ...Object.values(modelFileNames),
  ...Object.values(adapterFileNames),
  ...asideNames,
];

/** What stands in the name of the browser's second copy of a download: `config (1).json`. */
const COPY_NUMBER = / ?\(\d+\)(?=\.[a-z.]+$)/;
const SHARD = /^model-(\d{5})-of-(\d{5})\.safetensors$/;
const PICKLE = /^(pytorch_model.*|model.*|.*)\.(bin|pt|pth|ckpt)$/;
const MOST_SHARDS = 99;

/** Files of one model by the names that they have in its folder. */
export type ModelFiles = ReadonlyMap<string, ByteSource>;

/** What other programs leave in a folder of a model, by paths: none of it is data. */
const LEFT_BY_OTHERS =
  /(^|\/)(\.[^/]+|licen[cs]e(\.(txt|md))?|[^/]+\.(h5|msgpack|ot|onnx|onnx_data|gguf|tflite|mlmodel|py|jinja)|(trainer_state|(all|train|eval)_results|preprocessor_config)\.json)$|\.mlpackage\//i;

/** Gives the name that a dropped file has in the folder of a model or an adapter; null for files of neither. */
export function modelFileName(path: string): string | null {
  const name = (path.split("/").at(-1) as string).replace(COPY_NUMBER, "");
  const isKnown = knownNames.includes(name) || SHARD.test(name) || PICKLE.test(name);
  return isKnown ? name : null;
}

/** Tells weights that can be read by the name that they have in a model's folder, shards among them. */
export function isWeightsFile(name: string): boolean {
  return name === modelFileNames.weights || name === modelFileNames.scaled || SHARD.test(name);
}

/** Tells weights that are a pickle. */
export function isPickle(name: string): boolean {
  return PICKLE.test(name);
}

/** Tells a file of a model's folder that no model waits for. */
export function isAsideModel(path: string): boolean {
  return asideNames.includes(modelFileName(path) ?? "");
}

/** Tells what lies beside a model without being of it, from data that were dropped with it. */
export function isLeftByOthers(path: string): boolean {
  return LEFT_BY_OTHERS.test(path);
}

/** What files whose names others have too begin with where they are a model's. */
const beginnings: Readonly<Record<string, RegExp>> = {
  [modelFileNames.config]: /"model_type"/,
  [modelFileNames.tokenizer]: /"(added_tokens|pre_tokenizer|truncation)"/,
  [modelFileNames.vocabulary]: /"(Ġ|\\u0120)/,
  [modelFileNames.weights]: /"(transformer\.)?(wte|wpe|ln_f|h\.\d+)\./,
  [adapterFileNames.config]: /"peft_type"/,
  [modelFileNames.card]: /^(?!)/,
};

/** Tells a file of a model from data and from files of Curió's own, by its name and by how it begins. */
export function isModelFile(path: string, beginning: string): boolean {
  const name = modelFileName(path);
  return name !== null && (beginnings[name]?.test(beginning) ?? true);
}

/** Lists the shards that belong to a model by the names of those that are there, or of those that its index tells. */
export function shardNames(files: ModelFiles, indexed: readonly string[]): readonly string[] {
  if (indexed.length > 0) return indexed;
  const total = [...files.keys()].map((name) => Number(SHARD.exec(name)?.[2] ?? 0)).find((count) => count > 0) ?? 0;
  return Array.from(
    { length: Math.min(total, MOST_SHARDS) },
    (_, index) => `model-${digits(index + 1)}-of-${digits(total)}.safetensors`,
  );
}

function digits(count: number): string {
  return String(count).padStart(5, "0");
}

/** Lists what is missing before a model can be opened, `indexed` being the shards that its index tells. */
export function missingFiles(files: ModelFiles, indexed: readonly string[] = []): readonly string[] {
  const { config, weights, scaled, tokenizer, vocabulary, merges } = modelFileNames;
  const shards = shardNames(files, indexed);
  const hasWhole = files.has(weights) || files.has(scaled);
  const missing = [config, ...(hasWhole ? [] : shards.length > 0 ? shards : [weights])];
  const hasHalf = files.has(vocabulary) !== files.has(merges);
  const hasTokens = files.has(tokenizer) || (files.has(vocabulary) && files.has(merges));
  const tokens = hasTokens ? [] : hasHalf ? [files.has(vocabulary) ? merges : vocabulary] : [tokenizer];
  return [...missing.filter((name) => !files.has(name)), ...tokens];
}

/** Gives the name of weights that are pickles where there are no others; null for none. */
export function pickleAmong(files: ModelFiles): string | null {
  const names = [...files.keys()];
  return names.some(isWeightsFile) ? null : (names.find(isPickle) ?? null);
}
