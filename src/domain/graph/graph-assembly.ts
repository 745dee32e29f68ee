// Puts a graph together node by node: shapes are computed once, here, and wrong wiring throws.
// Knows no architecture.
import type { GraphNode, LossPositions, ModelGraph, NodeId, Op, Stages } from "./model-graph";
import { TOKENS } from "./model-graph";
import { graphParameters, operationParameters } from "./parameters";
import { outputShape } from "./shapes";

/** What a graph is besides its nodes. */
export interface GraphFrame {
  readonly stages: Stages;
  readonly contextLength: number;
  readonly vocabularySize: number;
  readonly lossPositions: LossPositions;
}

/** Collects nodes in execution order. */
export class GraphAssembly {
  readonly #frame: GraphFrame;
  readonly #nodes: GraphNode[] = [];

  constructor(frame: GraphFrame) {
    this.#frame = frame;
  }

  /** Id of the newest node; TOKENS before the first. */
  get last(): NodeId {
    return this.#nodes.length - 1;
  }

  /** Adds an operation behind `input`, by default the newest node; throws when the shapes do not fit. */
  add(op: Op, input: NodeId = this.last): NodeId {
    const residual = op.kind === "add" ? this.#shapeOf(op.with) : null;
    this.#nodes.push({ op, input, shape: outputShape(op, this.#shapeOf(input), residual) });
    return this.last;
  }

  /** Adds inverted dropout where the rate asks for any. */
  addDropout(rate: number): void {
    if (rate > 0) this.add({ kind: "dropout", rate });
  }

  /** Closes the graph; throws when its output is not logits for the loss or two parameters have one name. */
  finish(): ModelGraph {
    const { contextLength, vocabularySize, lossPositions } = this.#frame;
    const expected = lossPositions === "last" ? [vocabularySize] : [contextLength, vocabularySize];
    const shape = this.#shapeOf(this.last);
    if (shape.join() !== expected.join()) {
      throw new Error(`finish: expected logits (${expected.join(",")}), got (${shape.join(",")})`);
    }
    const graph = { ...this.#frame, nodes: [...this.#nodes] };
    const byName = new Map(graphParameters(graph).map((parameter) => [parameter.name, parameter]));
    const all = graph.nodes.flatMap(({ op }) => operationParameters(op));
    const other = all.find((parameter) => byName.get(parameter.name) !== parameter);
    if (other !== undefined) throw new Error(`finish: expected one parameter a name, got two of ${other.name}`);
    return graph;
  }

  #shapeOf(id: NodeId): readonly number[] {
    if (id === TOKENS) return [this.#frame.contextLength];
    const node = this.#nodes[id];
    if (node === undefined) throw new Error(`add: expected an earlier node, got ${id} of ${this.#nodes.length}`);
    return node.shape;
  }
}
