// Where gradients of node outputs and parameters go while the backward pass is planned. A node with
// several users gets the sum of their contributions, in the order in which they come.
import { type NodeId, type Param, TOKENS } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "./device-buffer";
import type { KernelCall } from "./kernel-call";

/** Where to write a contribution, and whether to add it to what is there. */
export interface GradientTarget {
  readonly buffer: DeviceBuffer;
  readonly accumulate: boolean;
}

/** What gathering gradients needs of a plan. */
interface GradientPlan {
  temporary(name: string, words: number): DeviceBuffer;
  emit(call: KernelCall): void;
}

/** The gradients that wait for the fusion groups that they belong to. */
export class Gradients {
  readonly #plan: GradientPlan;
  readonly #ofParameter: (param: Param) => DeviceBuffer;
  readonly #waiting = new Map<NodeId, DeviceBuffer>();

  constructor(plan: GradientPlan, ofParameter: (param: Param) => DeviceBuffer) {
    this.#plan = plan;
    this.#ofParameter = ofParameter;
  }

  /** Gives where a parameter's gradient goes; its one user writes all of it. */
  parameter(param: Param): DeviceBuffer {
    return this.#ofParameter(param);
  }

  /** Takes the gradient of a node's output, when all its users have contributed. */
  take(node: NodeId): DeviceBuffer {
    const gradient = this.#waiting.get(node);
    if (gradient === undefined) throw new Error(`take: expected a gradient of node ${node}, got none`);
    this.#waiting.delete(node);
    return gradient;
  }

  /** Contributes a gradient that is there already, without copying it if it is the first. */
  share(node: NodeId, gradient: DeviceBuffer): void {
    const present = this.#waiting.get(node);
    if (present === undefined) {
      this.#waiting.set(node, gradient);
      return;
    }
    const sum = this.#isShared(present) ? this.#plan.temporary("gradient", present.words) : present;
    this.#plan.emit({ kind: "add", a: present, b: gradient, y: sum, count: present.words });
    this.#waiting.set(node, sum);
  }

  /** Gives where a kernel that can add to its output writes its contribution. */
  target(node: NodeId, words: number): GradientTarget {
    const present = this.#waiting.get(node);
    const buffer = present === undefined || this.#isShared(present) ? this.#plan.temporary("gradient", words) : present;
    if (present !== undefined && buffer !== present) {
      const copy = { activation: null, dropoutRate: 0, dropoutKey: null } as const;
      this.#plan.emit({ kind: "pointwise", x: present, y: buffer, slopes: null, count: words, ...copy });
    }
    this.#waiting.set(node, buffer);
    return { buffer, accumulate: present !== undefined };
  }

  /** Contributes what a kernel that overwrites its output writes; nothing for tokens, which have no gradient. */
  write(node: NodeId, words: number, emit: (target: DeviceBuffer) => void): void {
    if (node === TOKENS) return;
    const target = this.#plan.temporary("gradient", words);
    emit(target);
    this.share(node, target);
  }

  /** A residual connection gives one gradient to two nodes; adding to it for one would change the other's. */
  #isShared(buffer: DeviceBuffer): boolean {
    let owners = 0;
    for (const other of this.#waiting.values()) owners += other === buffer ? 1 : 0;
    return owners > 1;
  }
}
