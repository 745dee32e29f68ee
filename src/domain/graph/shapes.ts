// Works out what an operation makes of a shape, and refuses wiring that cannot be.
// Shapes leave the batch out: (T), (T,C) or (C).
import type { Op, OpOf } from "./model-graph";
import { sizeOf } from "./parameters";

/**
 * Gives the shape that `op` makes of `input`; `residual` is the shape of the node that `add` names,
 * null for all other operations. Throws when the operation's parameters do not fit.
 */
export function outputShape(op: Op, input: readonly number[], residual: readonly number[] | null): readonly number[] {
  const width = lastSide(input);
  const leading = input.slice(0, -1);
  switch (op.kind) {
    case "embedding":
      requireRank(op.kind, input, 1);
      return [...input, lastSide(op.table.shape)];
    case "addPositions":
      requirePositions(op.table.shape, input);
      return input;
    case "linear":
      return [...leading, linearOutputs(op, width)];
    case "layerNorm":
      requireShape("layerNorm gain", op.gain.shape, [width]);
      requireShape("layerNorm bias", op.bias.shape, [width]);
      return input;
    case "gru":
      requireRank(op.kind, input, 2);
      requireShape("gru recurrent", op.recurrent.shape, [width / 3, width]);
      requireShape("gru bias", op.bias.shape, [2, width]);
      return [...leading, width / 3];
    case "attention":
      requireRank(op.kind, input, 2);
      if (width % (3 * op.heads) !== 0) {
        throw new Error(`outputShape: expected channels divisible by ${op.heads} heads, got ${width / 3}`);
      }
      return [...leading, width / 3];
    case "flatten":
      requireRank(op.kind, input, 2);
      return [sizeOf(input)];
    case "lastPosition":
      requireRank(op.kind, input, 2);
      return [width];
    case "add":
      requireShape(op.kind, input, residual ?? []);
      return input;
    case "activation":
    case "dropout":
    case "countedRows":
    case "scale":
      return input;
  }
  return op satisfies never;
}

/** Gives the sides of a linear's weight as the operation sees it. */
export function linearSides({ weight, transposed }: OpOf<"linear">): {
  readonly inputs: number;
  readonly outputs: number;
} {
  const [first, second] = weight.shape;
  return transposed ? { inputs: second, outputs: first } : { inputs: first, outputs: second };
}

function linearOutputs(op: OpOf<"linear">, width: number): number {
  const { outputs } = linearSides(op);
  requireShape("linear weight", op.weight.shape, op.transposed ? [outputs, width] : [width, outputs]);
  if (op.bias !== null) requireShape("linear bias", op.bias.shape, [outputs]);
  return outputs;
}

function lastSide(shape: readonly number[]): number {
  return shape.at(-1) as number;
}

function requireRank(what: string, shape: readonly number[], rank: number): void {
  if (shape.length !== rank) {
    throw new Error(`outputShape: expected rank ${rank} for ${what}, got (${shape.join(",")})`);
  }
}

/** A table of positions (P,C) serves every shorter input (T,C). */
function requirePositions([rows, channels]: readonly number[], [positions, width]: readonly number[]): void {
  if (channels !== width || rows < positions) {
    throw new Error(
      `outputShape: expected at least (${positions},${width}) for addPositions, got (${rows},${channels})`,
    );
  }
}

function requireShape(what: string, shape: readonly number[], expected: readonly number[]): void {
  if (shape.length !== expected.length || shape.some((side, axis) => side !== expected[axis])) {
    throw new Error(`outputShape: expected (${expected.join(",")}) for ${what}, got (${shape.join(",")})`);
  }
}
