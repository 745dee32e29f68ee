// First weights of a run from those of another with the same model, whatever of it each of them tunes.
import type { TuningConfig } from "../config/run-config";
import { isAdapter, mergeAdapters } from "../graph/adapters";
import { drawParameters } from "../graph/initialize";
import type { ModelGraph, Param } from "../graph/model-graph";
import { graphParameters } from "../graph/parameters";
import type { PlainTensor } from "../named-tensors";
import { inMemory, isStored, type StateTensors, type StoredTensor } from "../stored-tensor";
import { isSlot } from "../training/optimizer";

/** Whose weights they are. */
export interface WeightsOfRun<T extends PlainTensor | StoredTensor = PlainTensor> {
  readonly tensors: ReadonlyMap<string, T>;
  readonly tuning: TuningConfig;
}

/** The run that begins with them. */
export interface Heir {
  readonly graph: ModelGraph;
  readonly tuning: TuningConfig;
  readonly seed: number;
}

/**
 * Gives weights by name, without what the optimizer remembers. Adapters that the run has too go on; all others become
 * part of the weights beside which they stand, and those that the run adds are drawn by its seed. Whatever else is missing
 * or unknown stays so, for `matchGraph` to tell.
 */
export function inheritWeights<T extends PlainTensor | StoredTensor>(
  { tensors, tuning }: WeightsOfRun<T>,
  heir: Heir,
): ReadonlyMap<string, T | PlainTensor> {
  const adapters = graphParameters(heir.graph).filter(({ name }) => isAdapter(name));
  const goOn = tuning.loraAlpha === heir.tuning.loraAlpha && haveSameAdapters(tensors, adapters);
  const inherited = new Map<string, T | PlainTensor>(
    goOn ? [...tensors].filter(([name]) => !isSlot(name)) : mergeAdapters(tensors, tuning.loraAlpha),
  );
  const missing = new Set(adapters.map(({ name }) => name).filter((name) => !inherited.has(name)));
  for (const [name, drawn] of drawParameters(heir.graph, heir.seed, (name) => missing.has(name))) {
    inherited.set(name, drawn);
  }
  return inherited;
}

/**
 * Reads weights into memory that no file has, since they are of a file's and an adapter: copies of a run leave out what is
 * stored, and whoever opens one takes that from the file.
 */
export async function readMerged(tensors: StateTensors): Promise<StateTensors> {
  const read = new Map(tensors);
  for (const [name, tensor] of tensors) {
    if (isStored(tensor) && tensor.isMerged === true) read.set(name, await inMemory(name, tensor));
  }
  return read;
}

function haveSameAdapters(tensors: StateTensors, adapters: readonly Param[]): boolean {
  const own = [...tensors.keys()].filter((name) => isAdapter(name) && !isSlot(name));
  return (
    own.length === adapters.length && adapters.every(({ name, shape }) => `${tensors.get(name)?.shape}` === `${shape}`)
  );
}
