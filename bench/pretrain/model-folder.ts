// What a pretraining leaves: the folder of the model as the page ships it, and its entry in the list of models.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { LAYER_NORM_EPSILON } from "@/domain/graph/layers";
import type { NamedTensors } from "@/domain/named-tensors";
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";
import { leavingFiles } from "@/domain/pretrained/model-zip";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";

/** Weights in half precision: a tab reads them widened, and half the bytes travel. */
const DTYPE = "F16";

/** The model that a run ended with. */
export interface TrainedModel {
  readonly shape: Gpt2Shape;
  readonly tensors: NamedTensors;
  readonly tokenizer: ByteBpeState;
  /** The text of its card. */
  readonly card: string;
}

/** Writes the folder anew and the size of its files into the list beside it. */
export async function writeModelFolder(folder: string, { tokenizer, ...model }: TrainedModel): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const details = {
    endId: tokenizer.specialIds[0],
    dropout: 0,
    normEpsilon: LAYER_NORM_EPSILON,
    dtype: DTYPE,
  } as const;
  // Both forms of the tokens say the same; the page reads one.
  const files = leavingFiles({ ...model, tokenizer, details }).filter(({ name }) => !/^(vocab|merges)\./.test(name));
  for (const file of files) writeFileSync(join(folder, file.name), await contentOf(file));
  const sizes = files.map(({ name }) => statSync(join(folder, name)).size);
  listModel(join(dirname(folder), "index.json"), basename(folder), {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    files: files.map(({ name }) => name),
  });
}

async function contentOf(file: ReturnType<typeof leavingFiles>[number]): Promise<string | Uint8Array> {
  if ("text" in file) return file.text;
  const parts: Uint8Array[] = [];
  for await (const piece of file.pieces) parts.push(piece);
  return Buffer.concat(parts);
}

/** Changes what the list tells of a model's files; names and sentences are written there by hand. */
function listModel(
  path: string,
  id: string,
  told: { readonly bytes: number; readonly files: readonly string[] },
): void {
  const list = JSON.parse(readFileSync(path, "utf8")) as { models: { id: string }[] };
  const entry = list.models.find((model) => model.id === id);
  if (entry === undefined) throw new Error(`listModel: expected an entry of ${id} in ${path}, got none`);
  Object.assign(entry, told);
  writeFileSync(path, `${JSON.stringify(list, null, 2)}\n`);
}
