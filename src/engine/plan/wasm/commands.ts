// From kernel calls to the flat program that the WASM kernels read. A command is a kernel call whose
// arguments are numbers: buffers as byte offsets into the memory, with 0 (the control block) for null;
// step fields as byte offsets of the first queued step's, which step s of a run reads at
// offset + s * stepStride; flags as 0 or 1, activations as their codes. Word order is the order of the
// arguments in kernel-arguments.ts.
import { kernelArguments } from "../kernel-arguments";
import type { KernelKind } from "../kernel-call";
import * as opcodes from "./opcodes";

/** A kernel call in numbers. */
export type Command = {
  [K in KernelKind]: { readonly kind: K } & { readonly [A in keyof (typeof kernelArguments)[K]]: number };
}[KernelKind];

const commandOpcodes = {
  fill: opcodes.FILL,
  windows: opcodes.WINDOWS,
  matmul: opcodes.MATMUL,
  columnSums: opcodes.COLUMN_SUMS,
  embedding: opcodes.EMBEDDING,
  embeddingBackward: opcodes.EMBEDDING_BACKWARD,
  gatherSum: opcodes.GATHER_SUM,
  scatterSum: opcodes.SCATTER_SUM,
  addPositions: opcodes.ADD_POSITIONS,
  addPositionsBackward: opcodes.ADD_POSITIONS_BACKWARD,
  layerNorm: opcodes.LAYER_NORM,
  layerNormBackward: opcodes.LAYER_NORM_BACKWARD,
  pointwise: opcodes.POINTWISE,
  multiply: opcodes.MULTIPLY,
  add: opcodes.ADD,
  lastPosition: opcodes.LAST_POSITION,
  lastPositionBackward: opcodes.LAST_POSITION_BACKWARD,
  gru: opcodes.GRU,
  gruBackward: opcodes.GRU_BACKWARD,
  attention: opcodes.ATTENTION,
  attentionBackward: opcodes.ATTENTION_BACKWARD,
  attentionCached: opcodes.ATTENTION_CACHED,
  crossEntropy: opcodes.CROSS_ENTROPY,
  gradientNorm: opcodes.GRADIENT_NORM,
  sgd: opcodes.SGD,
  rmsprop: opcodes.RMSPROP,
  adam: opcodes.ADAM,
} as const satisfies Record<KernelKind, number>;

/** Encodes commands to the words that the kernels read: opcode, argument count, arguments. */
export function encodeCommands(commands: readonly Command[]): Int32Array<ArrayBuffer> {
  const words: number[] = [];
  const bits = new DataView(new ArrayBuffer(4));
  for (const command of commands) {
    const kinds = Object.entries(kernelArguments[command.kind]);
    words.push(commandOpcodes[command.kind], kinds.length);
    for (const [name, kind] of kinds) {
      const value = command[name as keyof Command] as unknown as number;
      if (kind === "float") {
        bits.setFloat32(0, value);
        words.push(bits.getInt32(0));
      } else if (kind === "rate") {
        // The threshold below which the generator's 24 bits drop a value, so that masks agree bit for bit.
        words.push(Math.ceil(value * 2 ** 24));
      } else {
        if (!Number.isInteger(value) || value < 0) {
          throw new Error(`encodeCommands: expected ${command.kind}.${name} to be a whole number, got ${value}`);
        }
        words.push(value | 0);
      }
    }
  }
  return Int32Array.from(words);
}
