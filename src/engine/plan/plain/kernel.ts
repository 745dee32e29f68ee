// What a kernel of the plain target is: a function of float32 arrays that counts in float64 in between.
import type { ActivationName } from "@/domain/graph/model-graph";
import type { ArgumentKind, kernelArguments } from "../contract/kernel-arguments";
import type { KernelKind } from "../contract/kernel-call";

interface PlainTypes extends Record<ArgumentKind, unknown> {
  readonly buffer: Float32Array;
  readonly optional: Float32Array | null;
  readonly step: Float32Array;
  readonly optionalStep: Uint32Array | null;
  readonly size: number;
  readonly flag: boolean;
  readonly float: number;
  readonly rate: number;
  readonly activation: ActivationName | null;
}

/** A kernel's arguments as arrays: buffers and step fields as floats, keys as words. */
export type PlainArguments<Kind extends KernelKind> = {
  readonly [Name in keyof (typeof kernelArguments)[Kind]]: PlainTypes[(typeof kernelArguments)[Kind][Name] &
    ArgumentKind];
};

/** A kernel: takes the arrays of one call once, with what working memory it needs, and gives what carries the call out. */
export type PlainKernel<Kind extends KernelKind> = (args: PlainArguments<Kind>) => () => void;

/** Sees the words of floats as the bits of halves, two to a word. */
export function asHalves(data: Float32Array): Uint16Array {
  return new Uint16Array(data.buffer, data.byteOffset, 2 * data.length);
}

/** Sees floats as int32 words. */
export function asIntegers(data: Float32Array): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, data.length);
}
