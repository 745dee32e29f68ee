// GRU and attention on small and odd sizes beside plain loops; those of several pieces are in pieces.test.ts.
import { afterAll, describe, it } from "vitest";
import { randomFloats } from "../plan/support/random-data";
import { gruCalls } from "../plan/support/suites/sequence-kernels";
import { expectAsPlain } from "./against-plain";
import { closeBenches } from "./laboratory";

afterAll(closeBenches);

describe("the GRU kernels", () => {
  it.each([
    { batch: 1, positions: 1, channels: 1 },
    { batch: 3, positions: 4, channels: 9 },
    { batch: 7, positions: 4, channels: 5 },
    { batch: 13, positions: 3, channels: 12 },
    // More rows than a block and more channels than a packed depth.
    { batch: 199, positions: 2, channels: 258 },
  ])("run $batch sequences of $positions positions and $channels channels and give the gradients", async (size) => {
    const { batch, positions, channels } = size;
    const count = batch * positions * channels;
    for (const lastOnly of [false, true]) {
      await expectAsPlain(
        {
          data: {
            projected: randomFloats(3 * count, 1),
            recurrent: randomFloats(3 * channels * channels, 2).map((value) => value / Math.sqrt(channels)),
            bias: randomFloats(6 * channels, 3),
            initial: lastOnly ? new Float32Array(batch * channels) : randomFloats(batch * channels, 4),
            dY: randomFloats(lastOnly ? batch * channels : count, 5),
          },
          outputs: {
            y: count,
            gates: 4 * count,
            previous: count,
            final: batch * channels,
            dProjected: 3 * count,
            dRecurrent: 3 * count,
          },
          calls: gruCalls(size, lastOnly),
        },
        1e-5,
      );
    }
  });
});

describe("the attention kernels", () => {
  it.each([
    { batch: 1, positions: 1, channels: 1, heads: 1 },
    { batch: 2, positions: 5, channels: 6, heads: 2 },
    { batch: 1, positions: 53, channels: 3, heads: 1 },
    { batch: 3, positions: 7, channels: 10, heads: 5 },
  ])(
    "attend with $heads heads over $positions positions of $channels channels and give the gradient",
    async (shape) => {
      const { batch, positions, channels, heads } = shape;
      const rows = batch * positions;
      for (const causal of [true, false]) {
        const common = { qkv: "qkv", y: "y", logSums: "logSums", causal, ...shape };
        await expectAsPlain(
          {
            data: {
              qkv: randomFloats(3 * rows * channels, 1).map((value) => 2 * value),
              dY: randomFloats(rows * channels, 2),
            },
            outputs: { y: rows * channels, logSums: rows * heads, dQkv: 3 * rows * channels },
            calls: [
              { kind: "attention", ...common },
              { kind: "attentionBackward", ...common, dY: "dY", dQkv: "dQkv" },
            ],
          },
          1e-5,
        );
      }
    },
  );
});
