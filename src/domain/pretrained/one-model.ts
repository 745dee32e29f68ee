// Which of files that came together are those of one model: repositories hold the same names once more for other programs,
// as `onnx/config.json`, or for earlier steps, in folders of their own.
import { failure, type Result, success } from "../result";
import { adapterFileNames, isPickle, isWeightsFile, modelFileName, modelFileNames } from "./model-files";
import type { PretrainedError } from "./pretrained-error";

/** What files are of. */
export type ModelPart = "model" | "adapter";

interface PlacedFile<T> {
  readonly name: string;
  readonly folder: readonly string[];
  readonly file: T;
}

const adapterNames: readonly string[] = Object.values(adapterFileNames);

/**
 * Chooses a file for each name: of those as near to the weights the last, since it was dropped to mend the others; one in
 * no folder was dropped by itself and is as near as any. Files that nobody reads beside the others are left out. Errors:
 * severalModels where there are several that are whole.
 */
export function filesOfOne<T extends { readonly path: string }>(
  files: readonly T[],
  part: ModelPart,
): Result<ReadonlyMap<string, T>, PretrainedError> {
  const placed = placedFiles(files, part);
  const home = homeOf(placed, part);
  if (!home.ok) return home;
  const steps = ({ folder }: PlacedFile<T>) => (folder.length === 0 ? 0 : stepsBetween(folder, home.value));
  const chosen = new Map<string, PlacedFile<T>>();
  for (const file of placed) {
    const known = chosen.get(file.name);
    if (known === undefined || steps(file) <= steps(known)) chosen.set(file.name, file);
  }
  const { tokenizer, vocabulary, merges } = modelFileNames;
  const farthest = (...names: readonly string[]) =>
    Math.max(...names.map((name) => (chosen.has(name) ? steps(chosen.get(name)!) : Number.POSITIVE_INFINITY)));
  if (farthest(tokenizer) > farthest(vocabulary, merges)) chosen.delete(tokenizer);
  if ([...chosen.keys()].some(isWeightsFile)) for (const name of chosen.keys()) if (isPickle(name)) chosen.delete(name);
  return success(new Map([...chosen].map(([name, { file }]) => [name, file])));
}

/** Gives the path of the folder that holds the weights; "" where none or several do. */
export function folderOfWeights(files: readonly { readonly path: string }[], part: ModelPart): string {
  const home = homeOf(placedFiles(files, part), part);
  return home.ok ? home.value.join("/") : "";
}

function placedFiles<T extends { readonly path: string }>(
  files: readonly T[],
  part: ModelPart,
): readonly PlacedFile<T>[] {
  return files.flatMap((file) => {
    const name = modelFileName(file.path);
    const isOfPart = name !== null && adapterNames.includes(name) === (part === "adapter");
    return isOfPart ? [{ name, folder: file.path.split("/").slice(0, -1), file }] : [];
  });
}

/** Gives the folder that holds the weights, at best with their config; those in folders within it are earlier ones. */
function homeOf(placed: readonly PlacedFile<unknown>[], part: ModelPart): Result<readonly string[], PretrainedError> {
  const { config } = part === "model" ? modelFileNames : adapterFileNames;
  const isWeights = part === "model" ? isWeightsFile : (name: string) => name === adapterFileNames.weights;
  const foldersOf = (isWanted: (name: string) => boolean) =>
    new Map(placed.filter(({ name }) => isWanted(name)).map(({ folder }) => [folder.join("/"), folder]));
  const withConfig = foldersOf((name) => name === config);
  const withWeights = foldersOf(isWeights);
  const whole = outermost([...withWeights].flatMap(([path, folder]) => (withConfig.has(path) ? [folder] : [])));
  if (whole.length > 1) return failure({ code: "severalModels", folders: whole.map((folder) => folder.join("/")) });
  return success(whole[0] ?? outermost([...withWeights.values()]).at(-1) ?? []);
}

function outermost(folders: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isWithin = (inner: readonly string[], outer: readonly string[]) =>
    inner !== outer && stepsBetween(inner, outer) === inner.length - outer.length;
  return folders.filter((inner) => !folders.some((outer) => isWithin(inner, outer)));
}

/** Counts the steps up and down from one folder to another. */
function stepsBetween(from: readonly string[], to: readonly string[]): number {
  const parting = from.findIndex((name, depth) => name !== to[depth]);
  const common = parting < 0 ? from.length : parting;
  return from.length + to.length - 2 * common;
}
