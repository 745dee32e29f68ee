// The WGSL declarations of a call's arguments, generated from the table of kernels: a struct of all
// numbers, a storage array for each place in memory, and the record of the step.
import type { DeviceBuffer } from "../contract/device-buffer";
import { type ArgumentKind, kernelArguments } from "../contract/kernel-arguments";
import type { KernelCall, KernelKind } from "../contract/kernel-call";
import type { StepField } from "../contract/step-records";
import type { ElementType } from "./kernel";
import type { Place } from "./place";

/** A storage array of the shader. */
export interface StorageArray {
  readonly name: string;
  readonly element: ElementType;
  readonly place: Place;
}

/** A call's arguments as a shader sees them. */
export interface ShaderArguments {
  /** Each argument as a WGSL expression, null where it is absent. */
  readonly names: Readonly<Record<string, string | null>>;
  /** The arrays, each place once, since writable bindings may not overlap. */
  readonly arrays: readonly StorageArray[];
  /** The struct's members and its content. */
  readonly members: readonly string[];
  readonly words: readonly number[];
}

const wordTypes = { step: "u32", optionalStep: "u32", size: "u32", float: "f32", rate: "u32" } as const;

/** Names a call's arguments; buffers that lie in one place share an array. */
export function nameArguments(
  call: KernelCall,
  elements: Readonly<Record<string, ElementType | undefined>>,
  placeOf: (buffer: DeviceBuffer) => Place,
): ShaderArguments {
  const values = call as unknown as Readonly<Record<string, unknown>>;
  const names: Record<string, string | null> = {};
  const arrays: StorageArray[] = [];
  const members: string[] = [];
  const words: number[] = [];
  for (const [argument, kind] of Object.entries<ArgumentKind>(kernelArguments[call.kind])) {
    const value = values[argument];
    if (kind === "flag" || kind === "activation") continue;
    if (value === null) {
      names[argument] = null;
    } else if (kind === "buffer" || kind === "optional") {
      const place = placeOf(value as DeviceBuffer);
      const same = arrays.find((other) => other.place.offset === place.offset && other.place.words === place.words);
      // Some arguments are words that WGSL reserves.
      names[argument] = same?.name ?? `${argument}Array`;
      if (same === undefined) {
        arrays.push({ name: `${argument}Array`, element: elements[argument] ?? "f32", place });
      }
    } else {
      names[argument] = `call.${argument}`;
      members.push(`${argument}: ${wordTypes[kind]}`);
      words.push(wordOf(kind, value));
    }
  }
  return { names, arrays, members, words };
}

/** Declares the struct `call`, arrays in the order of their bindings, and `record`. */
export function declareArguments(
  { members }: Pick<ShaderArguments, "members">,
  arrays: readonly StorageArray[],
  usesRecord: boolean,
): string {
  return [
    `struct Call { ${members.join(", ")} }`,
    "@group(0) @binding(0) var<uniform> call: Call;",
    ...arrays.map(
      ({ name, element }, index) =>
        `@group(0) @binding(${index + 1}) var<storage, read_write> ${name}: array<${element}>;`,
    ),
    ...(usesRecord ? [RECORD_DECLARATION] : []),
  ].join("\n");
}

/** Declares the record of the step. */
export const RECORD_DECLARATION = "@group(1) @binding(0) var<storage, read_write> record: array<u32>;";

/** Tells whether calls of a kernel look at the record of the step. */
export function usesRecordIn(kind: KernelKind): boolean {
  return Object.values<ArgumentKind>(kernelArguments[kind]).some((kind) => kind === "step" || kind === "optionalStep");
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
