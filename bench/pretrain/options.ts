// The command line of `npm run pretrain`.
import { parseArgs } from "node:util";
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";

/** What the command line asks for. */
export interface Options {
  /** Path of the text to learn, and the line that parts its works. */
  readonly text: string;
  readonly separator: string;
  /** Where checkpoints lie; a run that finds one there goes on from it. */
  readonly state: string;
  /** Where the log and the model go when the run ends. */
  readonly log: string;
  readonly model: string;
  /** Length of the run in passes over the learned works; parts of one count. */
  readonly epochs: number;
  readonly threads: number;
  readonly seed: number;
  /** Share of the text that is held out, in whole works. */
  readonly share: number;
  readonly shape: Gpt2Shape;
  readonly batch: number;
  /** The highest learning rate. */
  readonly rate: number;
}

const text = {
  text: "../shared/data/machado.txt",
  separator: "@",
  state: "../curio-pretraining",
  log: "bench/pretrain/machado.csv",
  model: "public/models/machado",
};

const numbers = {
  epochs: 3,
  threads: 2,
  seed: 4,
  share: 0.04,
  vocabulary: 2048,
  layers: 4,
  embedding: 192,
  heads: 6,
  context: 256,
  batch: 4,
  rate: 1.6e-3,
};

/** Reads the command line; throws on an unknown word. */
export function readOptions(words: readonly string[]): Options {
  const names = [...Object.keys(text), ...Object.keys(numbers)];
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ args: [...words], options });
  const numeric = Object.entries(numbers).map(([name, fallback]) => [name, positive(name, values[name], fallback)]);
  const { vocabulary, layers, embedding, heads, context, ...rest } = {
    ...numbers,
    ...(Object.fromEntries(numeric) as typeof numbers),
  };
  const shape = { layers, heads, embeddingSize: embedding, positions: context, vocabularySize: vocabulary };
  return { ...text, ...values, ...rest, shape };
}

function positive(name: string, value: string | undefined, fallback: number): number {
  const number = value === undefined ? fallback : Number(value);
  if (!(number > 0)) throw new Error(`readOptions: expected a number above 0 for --${name}, got ${value}`);
  return number;
}
