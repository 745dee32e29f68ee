// Reads the files of a GPT-2: its sizes, its tensors as slices of the files, and the names of what else is needed.
import type { ByteSource } from "../byte-source";
import { type FileTensor, openSafetensors } from "../checkpoint/open-safetensors";
import { failure, type Result, success } from "../result";
import type { StoredTensor } from "../stored-tensor";
import { messageOf } from "../thrown-message";
import { type Gpt2Config, readGenerationEnds, readGpt2Config } from "./gpt2-config";
import { matchGpt2 } from "./match-gpt2";
import { type ModelFiles, missingFiles, modelFileNames, pickleAmong, shardNames } from "./model-files";
import type { PretrainedError } from "./pretrained-error";
import { withScaledRows } from "./scaled-rows";

/** A model by its files; no number of it has been read. */
export interface StoredModel {
  readonly config: Gpt2Config;
  /** By our names. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** Most bytes of a file of JSON that is read; an index of a thousand shards is smaller. */
const MOST_JSON_BYTES = 16 * 2 ** 20;

/** Reads what there is of a model; says first what is missing. Rejects where a file cannot be read. */
export async function readModel(files: ModelFiles): Promise<Result<StoredModel, PretrainedError>> {
  const indexed = await readIndex(files);
  if (!indexed.ok) return indexed;
  const pickle = pickleAmong(files);
  if (pickle !== null) return failure({ code: "modelPickled", name: pickle });
  const names = missingFiles(files, indexed.value);
  if (names.length > 0) return failure({ code: "modelFilesMissing", names });
  const text = await readText(files, modelFileNames.config);
  if (!text.ok) return text;
  const config = readGpt2Config(text.value);
  if (!config.ok) return config;
  const tensors = await openWeights(files, indexed.value);
  if (!tensors.ok) return tensors;
  const matched = await matchGpt2(tensors.value, config.value.shape);
  if (!matched.ok) return matched;
  const { generation } = modelFileNames;
  const written = files.has(generation) ? await readText(files, generation) : success("{}");
  const endIds = [...config.value.endIds, ...(written.ok ? readGenerationEnds(written.value) : [])];
  return success({ config: { ...config.value, endIds }, tensors: matched.value });
}

/** Reads a file of JSON or of tokens as a text. */
export async function readText(files: ModelFiles, name: string): Promise<Result<string, PretrainedError>> {
  const file = files.get(name) as ByteSource;
  if (file.size > MOST_JSON_BYTES) {
    return failure({ code: "modelFileUnreadable", name, detail: `${file.size} bytes` });
  }
  try {
    return success(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch (error) {
    return failure({ code: "modelFileUnreadable", name, detail: messageOf(error) });
  }
}

/** Lists the shards that the index names; none where there is no index. */
async function readIndex(files: ModelFiles): Promise<Result<readonly string[], PretrainedError>> {
  const name = modelFileNames.index;
  if (!files.has(name)) return success([]);
  const text = await readText(files, name);
  if (!text.ok) return text;
  try {
    const { weight_map: places } = JSON.parse(text.value) as { readonly weight_map: Readonly<Record<string, unknown>> };
    const shards = [...new Set(Object.values(places))].filter((shard) => typeof shard === "string");
    return success(shards.toSorted());
  } catch (error) {
    return failure({ code: "modelFileUnreadable", name, detail: messageOf(error) });
  }
}

async function openWeights(
  files: ModelFiles,
  indexed: readonly string[],
): Promise<Result<readonly FileTensor[], PretrainedError>> {
  const { weights, scaled } = modelFileNames;
  const whole = [weights, scaled].find((name) => files.has(name));
  const names = whole === undefined ? shardNames(files, indexed) : [whole];
  const tensors: FileTensor[] = [];
  for (const name of names) {
    const opened = await openSafetensors(files.get(name) as ByteSource);
    if (!opened.ok) return failure({ ...opened.error, code: "modelFileBroken", name });
    tensors.push(...opened.value.tensors);
  }
  return success(withScaledRows(tensors));
}
