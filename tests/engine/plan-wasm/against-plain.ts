// Runs kernel calls on named arrays, once as plain loops and once in every build and thread count, and
// compares all that they write.
import type { ActivationName } from "@/domain/graph/model-graph";
import { type ArgumentKind, kernelArguments } from "@/engine/plan/kernel-arguments";
import type { KernelKind } from "@/engine/plan/kernel-call";
import type { Command } from "@/engine/plan/wasm/commands";
import { type PlainArguments, plainKernels } from "../plan/support/plain-kernels";
import { type Data, expectClose, tryEverywhere } from "./laboratory";
import { activations } from "./references";

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
 * Expects the same bits on 1, 2 and 3 threads and, in each build, every output but "partials" within
 * `tolerance` of the plain kernels.
 */
export async function expectAsPlain({ data, outputs, calls }: Trial, tolerance = 2e-6): Promise<void> {
  const expected = plainResults({ data, outputs, calls });
  const all = await tryEverywhere({ data, outputs, commands: (at) => calls.map((call) => commandOf(call, at)) });
  for (const results of all) {
    for (const name of Object.keys(outputs)) {
      if (name !== "partials") expectClose(results[name], expected[name], tolerance);
    }
  }
}

function isAddress(kind: ArgumentKind): boolean {
  return kind === "buffer" || kind === "optional" || kind === "step" || kind === "optionalStep";
}

/** Rewrites a call's arguments, buffers by `find`, everything else by `turn`. */
function resolve(
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

function commandOf(call: NamedCall, at: Readonly<Record<string, number>>): Command {
  const values = resolve(
    call,
    (name) => at[name],
    (value, kind) => (kind === "activation" ? activations.indexOf((value as ActivationName) ?? "none") : Number(value)),
  );
  return { kind: call.kind, ...values } as unknown as Command;
}

function plainResults({ data, outputs, calls }: Trial): Readonly<Record<string, Float32Array>> {
  const arrays: Record<string, Float32Array> = {};
  for (const [name, values] of Object.entries(data)) arrays[name] = floatsOf(values);
  for (const [name, count] of Object.entries(outputs)) arrays[name] ??= new Float32Array(count);
  for (const call of calls) {
    const kernel = plainKernels[call.kind] as (args: PlainArguments<typeof call.kind>) => void;
    const found = (name: string, kind: ArgumentKind) =>
      kind === "optionalStep" ? new Uint32Array(arrays[name].buffer) : arrays[name];
    kernel(resolve(call, found, (value) => value) as unknown as PlainArguments<typeof call.kind>);
  }
  return arrays;
}

/** Copies an array's bytes into whole words, seen as floats. */
function floatsOf(values: Data[string]): Float32Array {
  const words = new Float32Array(Math.ceil(values.byteLength / 4));
  new Uint8Array(words.buffer).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return words;
}
