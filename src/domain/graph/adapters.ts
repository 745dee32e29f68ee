// Low-rank adapters beside frozen products (LoRA, Hu et al., 2021): y + (alpha / rank) * (x A) B, as nodes of the graph.
// A (I,r) and B (r,O) stand under the product's name, B starts at zero, so that a fresh adapter changes nothing.

import type { PlainTensor } from "../named-tensors";
import { isStored, type StoredTensor } from "../stored-tensor";
import { isSlot } from "../training/optimizer";
import { GraphAssembly } from "./graph-assembly";
import { product } from "./layers";
import { type AdapterFactors, addAdapter, mergedTensor } from "./merged-rows";
import { type ModelGraph, type NodeId, type OpOf, TOKENS } from "./model-graph";
import { graphParameters, sizeOf } from "./parameters";
import { linearSides } from "./shapes";

const DOWN = ".lora.down";
const UP = ".lora.up";

/** How wide adapters are, and how much they count. */
export interface AdapterSize {
  /** r */
  readonly rank: number;
  /** What the adapter gives is multiplied by alpha / rank. */
  readonly alpha: number;
}

/** Tells whether a parameter belongs to an adapter. */
export function isAdapter(name: string): boolean {
  return name.endsWith(DOWN) || name.endsWith(UP);
}

/** Gives the names of the two factors that adapt a weight. */
export function adapterNames(weight: string): { readonly down: string; readonly up: string } {
  const stem = weight.replace(/\.weight$/, "");
  return { down: `${stem}${DOWN}`, up: `${stem}${UP}` };
}

/** Counts the numbers of all adapters of a graph, and those of the matrices that they stand beside. */
export function adapterSizes(graph: ModelGraph): { readonly adapters: number; readonly matrices: number } {
  const sizes = new Map(graphParameters(graph).map((parameter) => [parameter.name, sizeOf(parameter.shape)]));
  let [adapters, matrices] = [0, 0];
  for (const [name, size] of sizes) {
    const { down, up } = adapterNames(name);
    const beside = (sizes.get(down) ?? 0) + (sizes.get(up) ?? 0);
    adapters += beside;
    if (beside > 0) matrices += size;
  }
  return { adapters, matrices };
}

/** Puts an adapter beside each of the linear operations that `adapts` names. */
export function addAdapters(graph: ModelGraph, size: AdapterSize, adapts: (id: NodeId) => boolean): ModelGraph {
  const assembly = new GraphAssembly(graph);
  const placed = new Map<NodeId, NodeId>([[TOKENS, TOKENS]]);
  const placeOf = (id: NodeId): NodeId => placed.get(id) as NodeId;
  for (const [id, { op, input }] of graph.nodes.entries()) {
    const own = assembly.add(op.kind === "add" ? { ...op, with: placeOf(op.with) } : op, placeOf(input));
    placed.set(id, op.kind === "linear" && adapts(id) ? placeAdapter(assembly, op, size, placeOf(input), own) : own);
  }
  return assembly.finish();
}

function placeAdapter(
  assembly: GraphAssembly,
  op: OpOf<"linear">,
  { rank, alpha }: AdapterSize,
  input: NodeId,
  adapted: NodeId,
): NodeId {
  const { inputs, outputs } = linearSides(op);
  const { down, up } = adapterNames(op.weight.name);
  // As PEFT draws it: Kaiming's uniform start with a slope of sqrt(5), which is 1/sqrt(I).
  assembly.add(product(down, inputs, rank, { kind: "uniform", limit: 1 / Math.sqrt(inputs) }), input);
  assembly.add({ kind: "scale", factor: alpha / rank });
  assembly.add(product(up, rank, outputs, { kind: "zeros" }));
  return assembly.add({ kind: "add", with: adapted });
}

/**
 * Gives weights without adapters that compute what those with adapters do, W + (alpha / rank) A B; slots are left out. A
 * weight that is stored stays so, and is computed when it is read.
 */
export function mergeAdapters<T extends PlainTensor | StoredTensor>(
  tensors: ReadonlyMap<string, T>,
  alpha: number,
): ReadonlyMap<string, T | PlainTensor> {
  const weights = [...tensors].filter(([name]) => !isSlot(name) && !isAdapter(name));
  return new Map(
    weights.map(([name, weight]): readonly [string, T | PlainTensor] => {
      const names = adapterNames(name);
      const [down, up] = [tensors.get(names.down), tensors.get(names.up)];
      if (down === undefined || up === undefined) return [name, weight];
      if (isStored(down) || isStored(up)) {
        throw new Error(`mergeAdapters: expected the adapter of ${name} in memory, got one in a file`);
      }
      const factors = { down: down as PlainTensor, up: up as PlainTensor, alpha };
      // What is stored is a T where weights may be stored.
      return [name, isStored(weight) ? (mergedTensor(name, weight, factors) as T) : merged(weight, factors)];
    }),
  );
}

function merged({ shape, data }: PlainTensor, factors: AdapterFactors): PlainTensor {
  const result = data.slice();
  addAdapter(result, 0, factors);
  return { shape, data: result };
}
