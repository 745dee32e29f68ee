// One flat stretch of memory for all parameters, and others of the same layout for their gradients and
// optimizer slots, so that clipping and optimizer are one kernel each.
import type { Param } from "@/domain/graph/model-graph";
import { sizeOf } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { type DeviceBuffer, partOf } from "./device-buffer";

// 256 bytes: the strictest alignment of storage bindings on WebGPU.
const ALIGNMENT = 64;

/** Where each parameter lies; the words between two are zero and stay so. */
export class ParameterLayout {
  readonly words: number;
  readonly #params: readonly Param[];
  readonly #starts = new Map<string, number>();

  constructor(params: readonly Param[]) {
    let words = 0;
    for (const { name, shape } of params) {
      this.#starts.set(name, words);
      words += Math.ceil(sizeOf(shape) / ALIGNMENT) * ALIGNMENT;
    }
    this.words = words;
    this.#params = params;
  }

  /** Gives a parameter's part of a buffer with this layout. */
  part(whole: DeviceBuffer, param: Param): DeviceBuffer {
    return partOf(whole, `${whole.name}.${param.name}`, this.#start(param), sizeOf(param.shape));
  }

  /** Joins tensors to one array. `tensorOf` may give null for a tensor of zeros. */
  pack(tensorOf: (param: Param) => PlainTensor | null): Float32Array {
    const packed = new Float32Array(this.words);
    for (const param of this.#params) {
      const tensor = tensorOf(param);
      if (tensor !== null) packed.set(tensor.data, this.#start(param));
    }
    return packed;
  }

  /** Takes one array apart, each tensor with memory of its own. */
  unpack(packed: Float32Array): readonly (readonly [param: Param, tensor: PlainTensor])[] {
    return this.#params.map((param) => {
      const start = this.#start(param);
      return [param, { shape: param.shape, data: packed.slice(start, start + sizeOf(param.shape)) }];
    });
  }

  #start(param: Param): number {
    const start = this.#starts.get(param.name);
    if (start === undefined) throw new Error(`ParameterLayout: expected a parameter of the graph, got ${param.name}`);
    return start;
  }
}
