// Draws the first weights of a graph: a pure function of graph and seed, the same on every device.
import type { NamedTensors, PlainTensor } from "../named-tensors";
import { normal, type RandomKey, randomKey, uniform } from "../random";
import type { ModelGraph, Param } from "./model-graph";
import { orthogonalMatrix } from "./orthogonal";
import { graphParameters, sizeOf } from "./parameters";

/** Draws every parameter; each has its own sequence, by its index in the graph. */
export function initializeParameters(graph: ModelGraph, seed: number): NamedTensors {
  return new Map(
    graphParameters(graph).map((parameter, index): [string, PlainTensor] => [
      parameter.name,
      { shape: parameter.shape, data: drawParameter(parameter, randomKey(seed, "initialization", 0, index)) },
    ]),
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
