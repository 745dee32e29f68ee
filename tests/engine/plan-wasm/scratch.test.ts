// Private memory of a thread: host and kernels must agree on how much there is. Commands run here on the
// largest shapes that count, with a guard behind their scratch.
import { describe, expect, it } from "vitest";
import { type Command, encodeCommands } from "@/engine/plan/wasm/commands";
import { CONSTANTS_START, CONTROL_BYTES } from "@/engine/plan/wasm/control";
import { instantiateKernels } from "@/engine/plan/wasm/kernels";
import { Arena } from "@/engine/plan/wasm/memory";
import { scratchBytes } from "@/engine/plan/wasm/scratch";
import { loadModule } from "./laboratory";

const GUARD_WORDS = 1 << 16;
const GUARD = 777;

/** Runs a command over zeros with exactly the scratch that it is given; tells which guard words it overwrote. */
async function wordsBeyondScratch(make: (allocate: (floats: number) => number) => Command): Promise<readonly number[]> {
  const arena = new Arena(false);
  const command = make((floats) => arena.allocate(4 * floats));
  const words = encodeCommands([command]);
  const program = arena.allocate(words.byteLength);
  arena.upload(program, words);
  const scratch = arena.allocate(scratchBytes([command]));
  const guard = arena.allocate(4 * GUARD_WORDS);
  arena.floats(guard, GUARD_WORDS).fill(GUARD);
  const kernels = instantiateKernels(await loadModule("plain-private"), arena.memory);
  kernels.run(program, 1, 0, 1, 0, 0, 1, scratch);
  return [...arena.floats(guard, GUARD_WORDS).entries()].flatMap(([index, value]) => (value === GUARD ? [] : [index]));
}

// Larger than one block in every direction, and no multiples of a tile.
const product = { m: 203, n: 1037, k: 523 };
const dense = {
  bInHalves: 0,
  transposeA: 0,
  transposeB: 0,
  accumulate: 0,
  batches: 1,
  aBatchStride: 0,
  bBatchStride: 0,
};
const plain = { cBatchStride: 0, bias: 0, activation: 0, slopes: 0, residual: 0, partials: 0 };
const recurrence = { batch: 203, positions: 2, channels: 253 };
const heads = { batch: 1, positions: 403, channels: 202, heads: 2, causal: 0 };

const commands: Readonly<Record<string, (allocate: (floats: number) => number) => Command>> = {
  matmul: (allocate) => ({
    kind: "matmul",
    a: allocate(product.m * product.k),
    b: allocate(product.k * product.n),
    c: allocate(product.m * product.n),
    ...product,
    aRowStride: product.k,
    bRowStride: product.n,
    cRowStride: product.n,
    ...dense,
    ...plain,
  }),
  "matmul in parts": (allocate) => ({
    kind: "matmul",
    a: allocate(8 * product.m * product.k),
    b: allocate(8 * product.k * product.n),
    c: allocate(product.m * product.n),
    ...product,
    k: 8 * product.k,
    aRowStride: 8 * product.k,
    bRowStride: product.n,
    cRowStride: product.n,
    ...dense,
    ...plain,
    partials: allocate(8 * product.m * product.n),
  }),
  layerNormBackward: (allocate) => ({
    kind: "layerNormBackward",
    dY: allocate(160_001),
    slopes: 0,
    x: allocate(160_001),
    gain: allocate(160_001),
    statistics: allocate(2),
    dX: allocate(160_001),
    dGain: allocate(160_001),
    dBias: allocate(160_001),
    rows: 1,
    channels: 160_001,
    accumulate: 0,
    partials: allocate(16 * 2 * 160_001),
  }),
  scatterSum: (allocate) => ({
    kind: "scatterSum",
    ids: allocate(100_003),
    dY: allocate(100_003),
    sums: allocate(100_001),
    batch: 100_003,
    positions: 1,
    vocabulary: 100_001,
    columns: 1,
  }),
  gru: (allocate) => ({
    kind: "gru",
    projected: allocate(203 * 2 * 3 * 253),
    recurrent: allocate(3 * 253 * 253),
    bias: allocate(2 * 3 * 253),
    y: allocate(203 * 2 * 253),
    gates: 0,
    previous: 0,
    initial: 0,
    final: 0,
    ...recurrence,
  }),
  gruBackward: (allocate) => ({
    kind: "gruBackward",
    dY: allocate(203 * 2 * 253),
    gates: allocate(203 * 2 * 4 * 253),
    previous: allocate(203 * 2 * 253),
    recurrent: allocate(3 * 253 * 253),
    dProjected: allocate(203 * 2 * 3 * 253),
    dRecurrent: allocate(203 * 2 * 3 * 253),
    ...recurrence,
    lastOnly: 0,
  }),
  attention: (allocate) => ({
    kind: "attention",
    qkv: allocate(403 * 3 * 202),
    y: allocate(403 * 202),
    logSums: allocate(2 * 403),
    ...heads,
  }),
  attentionBackward: (allocate) => ({
    kind: "attentionBackward",
    qkv: allocate(403 * 3 * 202),
    y: allocate(403 * 202),
    logSums: allocate(2 * 403),
    dY: allocate(403 * 202),
    dQkv: allocate(403 * 3 * 202),
    ...heads,
  }),
};

describe("the scratch of a thread", () => {
  it.each(Object.entries(commands))("is as large as %s needs", async (_, make) => {
    expect(await wordsBeyondScratch(make)).toEqual([]);
  });
});

describe("the control block", () => {
  it("holds the kernels' constants where the build puts them, and nothing behind it", async () => {
    const { memory } = new Arena(false);
    instantiateKernels(await loadModule("plain-private"), memory);
    const bytes = new Uint8Array(memory.buffer);
    expect(bytes.findIndex((byte) => byte !== 0)).toBeGreaterThanOrEqual(CONSTANTS_START);
    expect(bytes.findLastIndex((byte) => byte !== 0)).toBeLessThan(CONTROL_BYTES);
  });
});
