// What the plan rule of one operation looks like: it emits the kernel calls of a fusion group's forward pass and
// gives back how to emit those of its backward pass.
import type { NodeId, OpKind, Param } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "./device-buffer";
import type { FusionGroup, PlacedNode } from "./fusion-group";
import type { Gradients } from "./gradients";
import type { KernelCall } from "./kernel-call";
import type { StepField } from "./step-records";
import type { Tuning } from "./tuning";

/** All that a rule may look at besides its group, and where it writes. */
export interface PlanContext {
  readonly tuning: Tuning;
  /** Sequences that run together. */
  readonly batch: number;
  /** Positions of each sequence in one run: T, or the few new ones in decoding. */
  readonly positions: number;
  /** With dropout, and keeping what the backward pass needs. */
  readonly training: boolean;
  /** Memory from one run to the next; null for whole windows. */
  readonly decoding: Decoding | null;
  /** Which rows go on behind a `countedRows`; null where all do. */
  readonly selection: RowSelection | null;
  /** Token ids (B,T), int32. */
  readonly ids: DeviceBuffer;
  /** Gives a parameter's tensor. */
  parameter(param: Param): DeviceBuffer;
  /** Gives an earlier node's output. */
  value(node: NodeId): DeviceBuffer;
  /** Counts the rows of a node's output: B, or B*T, or those of the selection. */
  rows(node: Pick<PlacedNode, "id" | "shape">): number;
  /** Names a buffer that lives from its first to its last mention in the program. */
  temporary(name: string, words: number): DeviceBuffer;
  /** Gives the field with the key of a dropout node's mask. */
  dropoutKey(node: NodeId): StepField;
  emit(call: KernelCall): void;
}

/** A list of rows, and where each stands in it. */
export interface RowSelection {
  /** (room), int32. */
  readonly chosen: DeviceBuffer;
  /** (rows), int32, -1 for those that are not in it. */
  readonly places: DeviceBuffer;
}

/** What decoding knows beyond a window: where the new positions are, and what nodes carry over. */
export interface Decoding {
  /** Position of the first new token, uint32. */
  readonly position: StepField;
  /** Positions of all new tokens (rows), int32. */
  readonly positionIds: DeviceBuffer;
  /** T */
  readonly contextLength: number;
  /** Gives a node's buffer that keeps its content between runs, zero at the start. */
  memory(node: NodeId, words: number): DeviceBuffer;
}

/** A fusion group with its forward calls emitted. */
export interface PlannedGroup {
  readonly output: DeviceBuffer;
  /** Emits the backward calls; dY is the gradient of `output` and must stay as it is. */
  backward(dY: DeviceBuffer, gradients: Gradients): void;
}

/** Plans the fusion groups that one kind of operation leads. */
export type OperationPlan<Kind extends OpKind> = (group: FusionGroup<Kind>, plan: PlanContext) => PlannedGroup;
