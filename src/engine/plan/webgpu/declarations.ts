// The WGSL declarations of a call's arguments, generated from the table of kernels: a struct of all
// numbers, a storage array for each place in memory, and the record of the step.
import type { DeviceBuffer } from "../device-buffer";
import { type ArgumentKind, kernelArguments } from "../kernel-arguments";
import type { KernelCall } from "../kernel-call";
import type { StepField } from "../step-records";
import type { ElementType } from "./kernel";

/** A place in memory, as bindings tell it apart. */
export interface Place {
  /** In words. */
  readonly offset: number;
  readonly words: number;
}

/** A call's arguments, ready to be bound. */
export interface Declarations {
  readonly code: string;
  /** Each argument as a WGSL expression, null where it is absent. */
  readonly names: Readonly<Record<string, string | null>>;
  /** What is bound to group 0 behind the struct, in order. */
  readonly places: readonly Place[];
  /** The struct's content. */
  readonly words: Uint32Array<ArrayBuffer>;
  /** Whether group 1 is the record of the step. */
  readonly usesRecord: boolean;
}

/** A storage array, named after the first argument that lies in it. */
interface StorageArray {
  readonly argument: string;
  readonly place: Place;
}

const wordTypes = { step: "u32", optionalStep: "u32", size: "u32", float: "f32", rate: "u32" } as const;

/**
 * Declares the arguments of a call. Buffers that lie in one place share an array, since writable bindings
 * may not overlap; buffers that overlap otherwise throw.
 */
export function declareArguments(
  call: KernelCall,
  elements: Readonly<Record<string, ElementType | undefined>>,
  placeOf: (buffer: DeviceBuffer) => Place,
): Declarations {
  const values = call as unknown as Readonly<Record<string, unknown>>;
  const names: Record<string, string | null> = {};
  const members: string[] = [];
  const words: number[] = [];
  const arrays: StorageArray[] = [];
  let usesRecord = false;
  for (const [name, kind] of Object.entries<ArgumentKind>(kernelArguments[call.kind])) {
    const value = values[name];
    if (kind === "flag" || kind === "activation") continue;
    if (value === null) {
      names[name] = null;
    } else if (kind === "buffer" || kind === "optional") {
      const place = placeOf(value as DeviceBuffer);
      const same = arrays.find((other) => isSame(other.place, place));
      if (same === undefined) arrays.push({ argument: name, place });
      names[name] = arrayName(same?.argument ?? name);
    } else {
      names[name] = `call.${name}`;
      members.push(`${name}: ${wordTypes[kind]}`);
      words.push(wordOf(kind, value));
      usesRecord ||= kind === "step" || kind === "optionalStep";
    }
  }
  expectApart(call, arrays);
  const code = [
    `struct Call { ${members.join(", ")} }`,
    "@group(0) @binding(0) var<uniform> call: Call;",
    ...arrays.map(({ argument }, index) => {
      const type = `array<${elements[argument] ?? "f32"}>`;
      return `@group(0) @binding(${index + 1}) var<storage, read_write> ${arrayName(argument)}: ${type};`;
    }),
    ...(usesRecord ? ["@group(1) @binding(0) var<storage, read_write> record: array<u32>;"] : []),
  ].join("\n");
  return { code, names, places: arrays.map(({ place }) => place), words: Uint32Array.from(words), usesRecord };
}

const bits = new DataView(new ArrayBuffer(4));

function wordOf(kind: keyof typeof wordTypes, value: unknown): number {
  switch (kind) {
    case "step":
    case "optionalStep":
      return (value as StepField).start;
    case "rate":
      return Math.ceil((value as number) * 2 ** 24);
    case "float":
      bits.setFloat32(0, value as number);
      return bits.getUint32(0);
    case "size":
      return value as number;
  }
}

/** Arguments such as `target` are words that WGSL reserves. */
function arrayName(argument: string): string {
  return `${argument}Array`;
}

function isSame(a: Place, b: Place): boolean {
  return a.offset === b.offset && a.words === b.words;
}

function expectApart(call: KernelCall, arrays: readonly StorageArray[]): void {
  const sorted = arrays.toSorted((a, b) => a.place.offset - b.place.offset);
  for (const [index, { argument, place }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && place.offset + place.words > next.place.offset) {
      const pair = `${argument} and ${next.argument}`;
      throw new Error(`declareArguments: expected ${pair} of ${call.kind} apart or in one place, got an overlap`);
    }
  }
}
