// Kernel calls on named arrays, which every target can run, and what plain loops make of them.
import type { ActivationName } from "@/domain/graph/model-graph";
import { type ArgumentKind, kernelArguments } from "@/engine/plan/contract/kernel-arguments";
import type { KernelKind } from "@/engine/plan/contract/kernel-call";
import type { PlainArguments, PlainKernel } from "@/engine/plan/plain/kernel";
import { plainKernels } from "@/engine/plan/plain/kernels";
import type { Data } from "./random-data";

interface NamedTypes extends Record<ArgumentKind, unknown> {
  readonly buffer: string;
  readonly optional: string | null;
  readonly step: string;
  readonly optionalStep: string | null;
  readonly size: number;
  readonly flag: boolean;
  readonly float: number;
  readonly rate: number;
  readonly activation: ActivationName | null;
}

/** A kernel call whose buffers are names. */
export type NamedCall = {
  [Kind in KernelKind]: { readonly kind: Kind } & {
    readonly [Name in keyof (typeof kernelArguments)[Kind]]: NamedTypes[(typeof kernelArguments)[Kind][Name] &
      ArgumentKind];
  };
}[KernelKind];

/** Calls with the arrays that they read, and the lengths of those that they write, in floats. */
export interface Trial {
  readonly data: Data;
  readonly outputs: Readonly<Record<string, number>>;
  readonly calls: readonly NamedCall[];
}

/**
 * How much of what calls may be is tried: every combination of flags on every size, or each flag and each size some
 * time, for targets where every combination is a program that takes long to compile.
 */
export type Cover = "combinations" | "choices";

/** Gives what is tried of a list beside the size at a place of another. */
export function triedAt<Item>(cover: Cover, place: number, items: readonly Item[]): readonly Item[] {
  return cover === "combinations" ? items : [items[place % items.length]];
}

/** Runs a trial on a target and expects every output but "partials" near what plain loops give. */
export type ExpectAsPlain = (trial: Trial, tolerance?: number) => Promise<void>;

/** Tells whether an argument is an array. */
export function isAddress(kind: ArgumentKind): boolean {
  return kind === "buffer" || kind === "optional" || kind === "step" || kind === "optionalStep";
}

/** Rewrites a call's arguments, buffers by `find`, everything else by `turn`. */
export function resolve(
  call: NamedCall,
  find: (name: string, kind: ArgumentKind) => unknown,
  turn: (value: unknown, kind: ArgumentKind) => unknown,
): Readonly<Record<string, unknown>> {
  const values = call as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(kernelArguments[call.kind]).map(([name, kind]) => {
      const value = values[name];
      return [name, isAddress(kind) && value !== null ? find(value as string, kind) : turn(value, kind)];
    }),
  );
}

/** Gives all arrays as they are after plain loops. */
export function plainResults({ data, outputs, calls }: Trial): Readonly<Record<string, Float32Array>> {
  const arrays: Record<string, Float32Array> = {};
  for (const [name, values] of Object.entries(data)) arrays[name] = floatsOf(values);
  for (const [name, count] of Object.entries(outputs)) arrays[name] ??= new Float32Array(count);
  for (const call of calls) {
    const kernel = plainKernels[call.kind] as PlainKernel<typeof call.kind>;
    const found = (name: string, kind: ArgumentKind) =>
      kind === "optionalStep" ? new Uint32Array(arrays[name].buffer) : arrays[name];
    kernel(resolve(call, found, (value) => value) as unknown as PlainArguments<typeof call.kind>)();
  }
  return arrays;
}

/** Copies an array's bytes into whole words, seen as floats. */
function floatsOf(values: Data[string]): Float32Array {
  const words = new Float32Array(Math.ceil(values.byteLength / 4));
  new Uint8Array(words.buffer).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return words;
}
