// Draws the first weights of a graph: a pure function of graph and seed, the same on every device.
import type { NamedTensors, PlainTensor } from "../named-tensors";
import { normal, type RandomKey, randomKey, uniform } from "../random";
import { isAdapter } from "./adapters";
import type { ModelGraph, Param } from "./model-graph";
import { orthogonalMatrix } from "./orthogonal";
import { graphParameters, sizeOf } from "./parameters";

/** Draws every parameter. */
export function initializeParameters(graph: ModelGraph, seed: number): NamedTensors {
  return drawParameters(graph, seed, () => true);
}

/**
 * Draws the parameters that are wanted. Each has its own sequence, by its index in the graph; adapters are counted behind
 * all others, so that a model begins the same with and without them.
 */
export function drawParameters(graph: ModelGraph, seed: number, isWanted: (name: string) => boolean): NamedTensors {
  const parameters = graphParameters(graph);
  const counted = [false, true].flatMap((adapters) => parameters.filter(({ name }) => isAdapter(name) === adapters));
  const places = new Map(counted.map(({ name }, index) => [name, index]));
  return new Map(
    parameters
      .filter(({ name }) => isWanted(name))
      .map((parameter): [string, PlainTensor] => {
        const key = randomKey(seed, "initialization", 0, places.get(parameter.name));
        return [parameter.name, { shape: parameter.shape, data: drawParameter(parameter, key) }];
      }),
  );
}

function drawParameter({ shape, initializer }: Param, key: RandomKey): Float32Array {
  const length = sizeOf(shape);
  switch (initializer.kind) {
    case "zeros":
      return new Float32Array(length);
    case "ones":
      return new Float32Array(length).fill(1);
    case "normal":
      return Float32Array.from({ length }, (_, index) => initializer.deviation * normal(key, index));
    case "uniform":
      return Float32Array.from({ length }, (_, index) => initializer.limit * (2 * uniform(key, index) - 1));
    case "orthogonal":
      return orthogonalMatrix(length / shape[shape.length - 1], shape[shape.length - 1], key);
  }
  return initializer satisfies never;
}
