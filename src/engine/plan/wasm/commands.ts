// From kernel calls to the flat program that the WASM kernels read. A command is a kernel call whose
// arguments are numbers: buffers as byte offsets into the memory, with 0 (the control block) for null;
// step fields as byte offsets of the first queued step's, which step s of a run reads at
// offset + s * stepStride; flags as 0 or 1, activations as their codes. Words stand in the order of the
// arguments in kernel-arguments.ts, from which the build makes the kernels' view of them too.
import type { ActivationName } from "@/domain/graph/model-graph";
import { type ArgumentKind, kernelArguments } from "../contract/kernel-arguments";
import type { KernelKind } from "../contract/kernel-call";

/** A kernel call in numbers. */
export type Command = {
  [K in KernelKind]: { readonly kind: K } & { readonly [A in keyof (typeof kernelArguments)[K]]: number };
}[KernelKind];

/** What stands before the arguments of a command. */
export const commandHeader = { opcode: "size", argumentWords: "size" } as const satisfies Record<string, ArgumentKind>;

/** The number of each kernel: its place in the table, counted from 1. */
export const opcodes = Object.fromEntries(
  Object.keys(kernelArguments).map((kind, index) => [kind, index + 1]),
) as Readonly<Record<KernelKind, number>>;

/** What an activation argument chooses from. */
export const activationCodes = { none: 0, gelu: 1, relu: 2, tanh: 3, geluTanh: 4 } as const satisfies Record<
  ActivationName | "none",
  number
>;

/** Encodes commands to the words that the kernels read: header, then arguments. */
export function encodeCommands(commands: readonly Command[]): Int32Array<ArrayBuffer> {
  const words = commands.flatMap((command) => {
    const kinds = kernelArguments[command.kind];
    const header = { opcode: opcodes[command.kind], argumentWords: Object.keys(kinds).length };
    return [
      ...encodeFields(commandHeader, header, command.kind),
      ...encodeFields(kinds, command as unknown as Readonly<Record<string, number>>, command.kind),
    ];
  });
  return Int32Array.from(words);
}

const bits = new DataView(new ArrayBuffer(4));

function encodeFields(
  kinds: Readonly<Record<string, ArgumentKind>>,
  values: Readonly<Record<string, number>>,
  kernel: KernelKind,
): readonly number[] {
  return Object.entries(kinds).map(([name, kind]) => {
    const value = values[name];
    switch (kind) {
      case "float":
        bits.setFloat32(0, value);
        return bits.getInt32(0);
      case "rate":
        // The threshold below which the generator's 24 bits drop a value, so that masks agree bit for bit.
        return Math.ceil(value * 2 ** 24);
      default:
        if (!Number.isInteger(value) || value < 0) {
          throw new Error(`encodeCommands: expected ${kernel}.${name} to be a whole number, got ${value}`);
        }
        return value | 0;
    }
  });
}
