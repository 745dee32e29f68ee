// What was dropped for models so far: files of a model, and of an adapter that goes beside one.
import { adapterFileNames, isAsideModel, modelFileName, modelFileNames } from "@/domain/pretrained/model-files";
import type { DroppedFile } from "@/worker/protocol";
import { lists } from "../zip-listing";

/** Files by what they are of. */
export interface DroppedModels {
  /** None while there is neither a config nor a file of weights. */
  readonly model: readonly DroppedFile[];
  readonly adapter: readonly DroppedFile[];
}

/** Sorts files. The tokenizer and the card that lie beside an adapter make no model. */
export async function sortDropped(files: readonly DroppedFile[]): Promise<DroppedModels> {
  const areOfAdapter = await Promise.all(files.map(isOfAdapter));
  const adapter = files.filter((_, index) => areOfAdapter[index]);
  const others = files.filter((_, index) => !areOfAdapter[index]);
  const isModel = adapter.length === 0 || others.some(({ path }) => isOfWeights(path));
  return { model: isModel ? others : [], adapter };
}

async function isOfAdapter({ path, file }: DroppedFile): Promise<boolean> {
  const name = modelFileName(path);
  if (name !== null && /^adapter_/.test(name)) return true;
  return lists(file, adapterFileNames.config);
}

function isOfWeights(path: string): boolean {
  const { tokenizer, vocabulary, merges, card } = modelFileNames;
  const name = modelFileName(path);
  if (/\.zip$/i.test(path)) return true;
  return name !== null && !isAsideModel(path) && ![tokenizer, vocabulary, merges, card].some((one) => one === name);
}
