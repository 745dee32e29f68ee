// An adapter in PEFT's layout as that of a run: its size, and its factors under our names.
import { type FileTensor, openSafetensors } from "../checkpoint/open-safetensors";
import { isWidened } from "../checkpoint/safetensors-read";
import { parameters } from "../config/parameters";
import type { TuningConfig } from "../config/run-config";
import { checkSetting } from "../config/setting-value";
import { layersOf } from "../graph/adapted-layers";
import type { NamedTensors, PlainTensor } from "../named-tensors";
import { failure, type Result, success } from "../result";
import { inMemory, type StoredType } from "../stored-tensor";
import { type AdapterConfig, readAdapterConfig } from "./adapter-config";
import { type AdaptedProduct, adaptedProducts, factorName, factorOfName, turned } from "./adapter-names";
import type { Gpt2Shape } from "./gpt2-config";
import { adapterFileNames, type ModelFiles } from "./model-files";
import type { PretrainedError } from "./pretrained-error";
import { readText } from "./read-model";

/** An adapter that came in. Products of its layers that it leaves out are in neither. */
export interface ReadAdapter {
  readonly tuning: Pick<TuningConfig, "loraRank" | "loraAlpha" | "loraLayers">;
  readonly tensors: NamedTensors;
}

/** The model that an adapter is put beside. */
export interface AdapterBase {
  readonly name: string;
  readonly shape: Gpt2Shape;
}

/** Lists the files of an adapter that are missing. */
export function missingAdapterFiles(files: ModelFiles): readonly string[] {
  return Object.values(adapterFileNames).filter((name) => !files.has(name));
}

/** Gives the name of the model that an adapter was made beside, "" where it tells none. */
export async function adapterBaseName(files: ModelFiles): Promise<Result<string, PretrainedError>> {
  const config = await configOf(files);
  return config.ok ? success(config.value.base) : config;
}

async function configOf(files: ModelFiles) {
  const names = missingAdapterFiles(files);
  if (names.length > 0) return failure({ code: "modelFilesMissing", names } as const);
  const text = await readText(files, adapterFileNames.config);
  return text.ok ? readAdapterConfig(text.value) : text;
}

/** Reads and checks an adapter beside a base. Rejects where a file cannot be read. */
export async function readAdapter(files: ModelFiles, base: AdapterBase): Promise<Result<ReadAdapter, PretrainedError>> {
  const config = await configOf(files);
  if (!config.ok) return config;
  const name = adapterFileNames.weights;
  // The file is there: what is missing has been told.
  const opened = await openSafetensors(files.get(name)!);
  if (!opened.ok) return failure({ ...opened.error, code: "modelFileBroken", name });
  const { rank } = config.value;
  const products = adaptedProducts(base.shape);
  const found = matchFactors(opened.value.tensors, products, base.name, rank);
  if (!found.ok) return found;
  const used = products.filter(({ ours }) => found.value.has(ours.down));
  const loraLayers = layersOf(used.map(({ ours }) => ours.down));
  const { alpha, share } = countedAs(config.value);
  const tensors = new Map<string, PlainTensor>();
  for (const [ours, { shape, dtype, bytes, name: theirs }] of found.value) {
    const { data, ...factor } = turned(await inMemory(theirs, { shape, dtype: dtype as StoredType, bytes }));
    const isUp = used.some(({ ours: { up } }) => up === ours);
    tensors.set(ours, { ...factor, data: isUp && share !== 1 ? data.map((value) => share * value) : data });
  }
  return success({ tuning: { loraRank: rank, loraAlpha: alpha, loraLayers }, tensors });
}

/** Gives an alpha as settings have it; what it cannot say of how much the adapter counts is the share of its factor B. */
function countedAs({ rank, alpha }: AdapterConfig): { readonly alpha: number; readonly share: number } {
  const checked = checkSetting(parameters["tuning.loraAlpha"], alpha);
  return checked.ok && !checked.adjusted && Number.isInteger(alpha)
    ? { alpha, share: 1 }
    : { alpha: rank, share: alpha / rank };
}

/** Gives the tensors under our names, or says which do not fit the base. */
function matchFactors(
  tensors: readonly FileTensor[],
  products: readonly AdaptedProduct[],
  base: string,
  rank: number,
): Result<ReadonlyMap<string, FileTensor>, PretrainedError> {
  const byName = new Map(products.map((product) => [product.theirs, product]));
  const matched = new Map<string, FileTensor>();
  const [unknown, wrong, types]: [
    string[],
    { name: string; expected: number[]; found: readonly number[] }[],
    string[],
  ] = [[], [], []];
  for (const tensor of tensors) {
    const factor = factorOfName(tensor.name);
    const product = factor && byName.get(factor.theirs);
    if (factor === null || product == null) {
      unknown.push(tensor.name);
      continue;
    }
    const isDown = factor.factor === "A";
    const expected = isDown ? [rank, product.inputs] : [product.outputs, rank];
    if (`${tensor.shape}` !== `${expected}`) wrong.push({ name: tensor.name, expected, found: tensor.shape });
    if (!isWidened(tensor.dtype)) types.push(`${tensor.name} (${tensor.dtype})`);
    matched.set(isDown ? product.ours.down : product.ours.up, tensor);
  }
  const missing = products.flatMap((product) => {
    const [hasDown, hasUp] = [matched.has(product.ours.down), matched.has(product.ours.up)];
    return hasDown === hasUp ? [] : [factorName(product, hasDown ? "B" : "A")];
  });
  const isClean = [unknown, wrong, types, missing].every(({ length }) => length === 0) && matched.size > 0;
  return isClean ? success(matched) : failure({ code: "adapterRefused", base, missing, wrong, types, unknown });
}
