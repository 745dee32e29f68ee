// Where gradients of node outputs and parameters go while the backward pass is planned. A node with
// several users gets the sum of their contributions, in the order in which they come, and so does a parameter. A node
// behind which nothing is trained has no gradient: tokens, and layers below the lowest trained parameter.
import type { ModelGraph, NodeId, Param } from "@/domain/graph/model-graph";
import { nodesOverTrained, sizeOf } from "@/domain/graph/parameters";
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
  readonly #wanted: ReadonlySet<NodeId>;
  readonly #waiting = new Map<NodeId, DeviceBuffer>();
  /** Parameters whose gradient holds a contribution. */
  readonly #begun: Set<string>;

  /** Parameters that are `begun` hold a contribution from before. */
  constructor(
    graph: ModelGraph,
    plan: GradientPlan,
    ofParameter: (param: Param) => DeviceBuffer,
    begun: Iterable<string> = [],
  ) {
    this.#begun = new Set(begun);
    this.#wanted = nodesOverTrained(graph);
    this.#plan = plan;
    this.#ofParameter = ofParameter;
  }

  /** Contributes the gradient of a parameter by calls that overwrite their output; none are emitted for a frozen one. */
  parameter(param: Param, emit: (target: DeviceBuffer) => void): void {
    if (param.role === "trained") this.parameters([param], ([target]) => emit(target));
  }

  /** Contributes the gradient of a parameter by calls that can add to their output; none are emitted for a frozen one. */
  parameterSum(param: Param, emit: (target: GradientTarget) => void): void {
    if (param.role === "frozen") return;
    emit({ buffer: this.#ofParameter(param), accumulate: this.#begun.has(param.name) });
    this.#begun.add(param.name);
  }

  /**
   * Contributes the gradients of several parameters by a kernel that also gives what is wanted anyway; that of a frozen
   * one goes where nobody reads it. A parameter that several operations read gets the sum.
   */
  parameters(params: readonly Param[], emit: (targets: readonly DeviceBuffer[]) => void): void {
    const targets = params.map((param) =>
      param.role === "frozen" || this.#begun.has(param.name)
        ? this.#plan.temporary("gradient", sizeOf(param.shape))
        : this.#ofParameter(param),
    );
    emit(targets);
    for (const [index, param] of params.entries()) {
      if (param.role === "frozen") continue;
      const whole = this.#ofParameter(param);
      if (this.#begun.has(param.name)) {
        this.#plan.emit({ kind: "add", a: whole, b: targets[index], y: whole, count: whole.words });
      }
      this.#begun.add(param.name);
    }
  }

  /** Takes the gradient of a node's output, when all its users have contributed; null where none is wanted. */
  take(node: NodeId): DeviceBuffer | null {
    if (!this.#wanted.has(node)) return null;
    const gradient = this.#waiting.get(node);
    if (gradient === undefined) throw new Error(`take: expected a gradient of node ${node}, got none`);
    this.#waiting.delete(node);
    return gradient;
  }

  /** Contributes a gradient that is there already, without copying it if it is the first. */
  share(node: NodeId, gradient: DeviceBuffer): void {
    if (!this.#wanted.has(node)) return;
    const present = this.#waiting.get(node);
    if (present === undefined) {
      this.#waiting.set(node, gradient);
      return;
    }
    const sum = this.#isShared(present) ? this.#plan.temporary("gradient", present.words) : present;
    this.#plan.emit({ kind: "add", a: present, b: gradient, y: sum, count: present.words });
    this.#waiting.set(node, sum);
  }

  /** Contributes by calls that can add to their output; none are emitted where no gradient is wanted. */
  add(node: NodeId, words: number, emit: (target: GradientTarget) => void): void {
    if (this.#wanted.has(node)) emit(this.target(node, words));
  }

  /**
   * Gives where a kernel that can add to its output writes its contribution, beside what is wanted anyway; where no
   * gradient is, a place that nobody reads.
   */
  target(node: NodeId, words: number): GradientTarget {
    if (!this.#wanted.has(node)) return { buffer: this.#plan.temporary("gradient", words), accumulate: false };
    const present = this.#waiting.get(node);
    const buffer = present === undefined || this.#isShared(present) ? this.#plan.temporary("gradient", words) : present;
    if (present !== undefined && buffer !== present) {
      const copy = { activation: null, dropoutRate: 0, dropoutKey: null } as const;
      this.#plan.emit({ kind: "pointwise", x: present, y: buffer, slopes: null, count: words, ...copy });
    }
    this.#waiting.set(node, buffer);
    return { buffer, accumulate: present !== undefined };
  }

  /** Contributes what a kernel that overwrites its output writes; no call is emitted where no gradient is wanted. */
  write(node: NodeId, words: number, emit: (target: DeviceBuffer) => void): void {
    if (!this.#wanted.has(node)) return;
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
