// Plans a graph's forward and backward pass: walks its fusion groups, asks each operation's rule for kernel calls
// and keeps track of outputs. Knows no loss, optimizer or session.
import type { ModelGraph, NodeId, OpKind, Param } from "@/domain/graph/model-graph";
import { TOKENS } from "@/domain/graph/model-graph";
import { activationPlan } from "../operations/activation/plan";
import { addPlan } from "../operations/add/plan";
import { addPositionsPlan } from "../operations/add-positions/plan";
import { attentionPlan } from "../operations/attention/plan";
import { countedRowsPlan } from "../operations/counted-rows/plan";
import { dropoutPlan } from "../operations/dropout/plan";
import { embeddingPlan } from "../operations/embedding/plan";
import { flattenPlan } from "../operations/flatten/plan";
import { gruPlan } from "../operations/gru/plan";
import { lastPositionPlan } from "../operations/last-position/plan";
import { layerNormPlan } from "../operations/layer-norm/plan";
import { linearPlan } from "../operations/linear/plan";
import { scalePlan } from "../operations/scale/plan";
import { createBuffer, type DeviceBuffer } from "./contract/device-buffer";
import { type FusionGroup, findFusionGroups, lastOf, type PlacedNode } from "./contract/fusion-group";
import { Gradients } from "./contract/gradients";
import type { KernelCall } from "./contract/kernel-call";
import type { Decoding, OperationPlan, PlanContext, PlannedGroup, RowSelection } from "./contract/operation-plan";
import type { StepField } from "./contract/step-records";
import type { Tuning } from "./contract/tuning";

const operationPlans: { readonly [Kind in OpKind]: OperationPlan<Kind> } = {
  embedding: embeddingPlan,
  addPositions: addPositionsPlan,
  linear: linearPlan,
  layerNorm: layerNormPlan,
  activation: activationPlan,
  dropout: dropoutPlan,
  flatten: flattenPlan,
  gru: gruPlan,
  attention: attentionPlan,
  add: addPlan,
  scale: scalePlan,
  lastPosition: lastPositionPlan,
  countedRows: countedRowsPlan,
};

/** What one use of a graph is about. */
export interface GraphUse {
  readonly graph: ModelGraph;
  readonly tuning: Tuning;
  readonly batch: number;
  readonly positions: number;
  readonly ids: DeviceBuffer;
  readonly parameter: (param: Param) => DeviceBuffer;
  /** Fields of the dropout nodes' keys; null outside training. */
  readonly dropoutKeys: ReadonlyMap<NodeId, StepField> | null;
  readonly decoding: Decoding | null;
  readonly selection: RowSelection | null;
}

/** One use of a graph, as a growing list of kernel calls. */
export class GraphPlan implements PlanContext {
  readonly calls: KernelCall[] = [];
  readonly tuning: Tuning;
  readonly batch: number;
  readonly positions: number;
  readonly ids: DeviceBuffer;
  readonly training: boolean;
  readonly decoding: Decoding | null;
  readonly selection: RowSelection | null;
  readonly #behindSelection: ReadonlySet<NodeId>;
  readonly #use: GraphUse;
  readonly #values = new Map<NodeId, DeviceBuffer>();
  readonly #planned: { readonly group: FusionGroup; readonly result: PlannedGroup }[] = [];

  constructor(use: GraphUse) {
    this.tuning = use.tuning;
    this.batch = use.batch;
    this.positions = use.positions;
    this.ids = use.ids;
    this.training = use.dropoutKeys !== null;
    this.decoding = use.decoding;
    this.selection = use.selection;
    this.#behindSelection = use.selection === null ? new Set() : nodesBehindSelection(use.graph);
    this.#use = use;
  }

  /** Emits the forward pass and gives the logits (B,V) or (B,T,V). */
  forward(): DeviceBuffer {
    const { graph } = this.#use;
    const embeddingProducts = this.tuning.embeddingProducts({ batch: this.batch, vocabulary: graph.vocabularySize });
    for (const group of findFusionGroups(graph, { embeddingProducts })) {
      const result = this.#planGroup(group.lead.op.kind, group);
      this.#values.set(lastOf(group).id, result.output);
      this.#planned.push({ group, result });
    }
    return this.value(graph.nodes.length - 1);
  }

  /** Emits the backward pass from the gradient of the logits; gradients of the parameters `begun` are added to. */
  backward(dLogits: DeviceBuffer, gradientOf: (param: Param) => DeviceBuffer, begun: readonly string[]): void {
    const gradients = new Gradients(this.#use.graph, this, gradientOf, begun);
    gradients.share(this.#use.graph.nodes.length - 1, dLogits);
    for (const { group, result } of this.#planned.toReversed()) {
      const dY = gradients.take(lastOf(group).id);
      if (dY !== null) result.backward(dY, gradients);
    }
  }

  emit(call: KernelCall): void {
    this.calls.push(call);
  }

  parameter(param: Param): DeviceBuffer {
    return this.#use.parameter(param);
  }

  temporary(name: string, words: number): DeviceBuffer {
    return createBuffer(name, words);
  }

  rows(node: Pick<PlacedNode, "id" | "shape">): number {
    if (this.#behindSelection.has(node.id)) return (this.selection as RowSelection).chosen.words;
    return node.shape.length === 2 ? this.batch * this.positions : this.batch;
  }

  value(node: NodeId): DeviceBuffer {
    const value = node === TOKENS ? this.ids : this.#values.get(node);
    if (value === undefined) throw new Error(`value: expected a node that another group gives, got ${node}`);
    return value;
  }

  dropoutKey(node: NodeId): StepField {
    const field = this.#use.dropoutKeys?.get(node);
    if (field === undefined) throw new Error(`dropoutKey: expected a key field for node ${node}, got none`);
    return field;
  }

  #planGroup<Kind extends OpKind>(kind: Kind, group: FusionGroup<Kind>): PlannedGroup {
    return operationPlans[kind](group, this);
  }
}

function nodesBehindSelection({ nodes }: ModelGraph): ReadonlySet<NodeId> {
  const behind = new Set<NodeId>();
  for (const [id, { op, input }] of nodes.entries()) {
    if (op.kind === "countedRows" || behind.has(input)) behind.add(id);
  }
  return behind;
}
