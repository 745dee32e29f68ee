// Sequence kernels: the GRU recurrence and attention, forward and backward.
import { afterAll, describe, expect, it } from "vitest";
import { bytes, closeBenches, expectClose, inner, numericGradient, randomFloats, tryEverywhere } from "./laboratory";
import { plainAttention, plainGru } from "./references";

afterAll(closeBenches);

describe("the GRU kernels", () => {
  it.each([
    { batch: 1, positions: 1, channels: 1 },
    { batch: 3, positions: 4, channels: 9 },
    { batch: 7, positions: 4, channels: 5 },
    { batch: 13, positions: 3, channels: 12 },
  ])("run $batch sequences of $positions positions and $channels channels and give the gradients", async (size) => {
    const { batch, positions, channels } = size;
    const rows = batch * positions;
    const projected = randomFloats(rows * 3 * channels, 1);
    const [recurrent, bias] = [randomFloats(3 * channels * channels, 2), randomFloats(6 * channels, 3)];
    const [initial, dY] = [randomFloats(batch * channels, 4), randomFloats(rows * channels, 5)];
    const all = await tryEverywhere({
      data: { projected, recurrent, bias, initial, dY },
      outputs: {
        y: rows * channels,
        gates: 4 * rows * channels,
        previous: rows * channels,
        final: batch * channels,
        dProjected: 3 * rows * channels,
        dRecurrent: 3 * rows * channels,
        dWeights: recurrent.length,
        dBias: bias.length,
        partials: 48 * channels,
      },
      commands: (at) => [
        {
          kind: "gru",
          projected: at.projected,
          recurrent: at.recurrent,
          bias: at.bias,
          y: at.y,
          gates: at.gates,
          previous: at.previous,
          initial: at.initial,
          final: at.final,
          ...size,
        },
        {
          kind: "gruBackward",
          dY: at.dY,
          gates: at.gates,
          previous: at.previous,
          recurrent: at.recurrent,
          dProjected: at.dProjected,
          dRecurrent: at.dRecurrent,
          lastOnly: 0,
          ...size,
        },
        {
          kind: "matmul",
          a: at.previous,
          b: at.dRecurrent,
          c: at.dWeights,
          m: channels,
          n: 3 * channels,
          k: rows,
          aRowStride: channels,
          bRowStride: 3 * channels,
          cRowStride: 3 * channels,
          transposeA: 1,
          transposeB: 0,
          accumulate: 0,
          batches: 1,
          aBatchStride: 0,
          bBatchStride: 0,
          cBatchStride: 0,
          bias: 0,
          activation: 0,
          slopes: 0,
          residual: 0,
          partials: 0,
        },
        {
          kind: "columnSums",
          x: at.dProjected,
          y: at.dBias,
          rows,
          columns: 3 * channels,
          rowStride: 3 * channels,
          partials: at.partials,
        },
      ],
    });
    const y = plainGru(projected, recurrent, bias, initial, size);
    const final = Float64Array.from(initial, (_, i) => {
      const row = Math.floor(i / channels);
      return y[((row + 1) * positions - 1) * channels + (i % channels)];
    });
    const loss = (p: ArrayLike<number>, r: ArrayLike<number>, b: ArrayLike<number>) =>
      inner(plainGru(p, r, b, initial, size), dY);
    const dProjected = numericGradient((p) => loss(p, recurrent, bias), projected);
    const dWeights = numericGradient((r) => loss(projected, r, bias), recurrent);
    const dBias = numericGradient((b) => loss(projected, recurrent, b), bias);
    for (const results of all) {
      expectClose(results.y, y);
      expectClose(results.final, final);
      expectClose(results.dProjected, dProjected, 1e-5);
      expectClose(results.dWeights, dWeights, 1e-5);
      expectClose(results.dBias.subarray(0, 3 * channels), dBias.subarray(0, 3 * channels), 1e-5);
    }
  });

  it("run more rows than a block and more channels than a packed depth, from a zero state, last gradient only", async () => {
    const size = { batch: 199, positions: 2, channels: 258 };
    const { batch, positions, channels } = size;
    const rows = batch * positions;
    const projected = randomFloats(rows * 3 * channels, 1);
    const recurrent = randomFloats(3 * channels * channels, 2).map((value) => value / 10);
    const [bias, dLast] = [randomFloats(6 * channels, 3), randomFloats(batch * channels, 5)];
    const spread = new Float32Array(rows * channels);
    for (let row = 0; row < batch; row++) {
      spread.set(dLast.subarray(row * channels, (row + 1) * channels), (row * positions + positions - 1) * channels);
    }
    const saved = { projected: 3 * rows * channels, recurrent: 3 * rows * channels };
    const all = await tryEverywhere({
      data: { projected, recurrent, bias, dLast, spread },
      outputs: {
        y: rows * channels,
        gates: 4 * rows * channels,
        previous: rows * channels,
        one: saved.projected,
        two: saved.recurrent,
        three: saved.projected,
        four: saved.recurrent,
      },
      commands: (at) => [
        {
          kind: "gru",
          projected: at.projected,
          recurrent: at.recurrent,
          bias: at.bias,
          y: at.y,
          gates: at.gates,
          previous: at.previous,
          initial: 0,
          final: 0,
          ...size,
        },
        {
          kind: "gruBackward",
          dY: at.dLast,
          gates: at.gates,
          previous: at.previous,
          recurrent: at.recurrent,
          dProjected: at.one,
          dRecurrent: at.two,
          lastOnly: 1,
          ...size,
        },
        {
          kind: "gruBackward",
          dY: at.spread,
          gates: at.gates,
          previous: at.previous,
          recurrent: at.recurrent,
          dProjected: at.three,
          dRecurrent: at.four,
          lastOnly: 0,
          ...size,
        },
      ],
    });
    const y = plainGru(projected, recurrent, bias, new Float32Array(batch * channels), size);
    for (const results of all) {
      expectClose(results.y, y, 1e-5);
      expect(bytes(results.one).equals(bytes(results.three))).toBe(true);
      expect(bytes(results.two).equals(bytes(results.four))).toBe(true);
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
      const qkv = randomFloats(rows * 3 * channels, 1).map((value) => 2 * value);
      const dY = randomFloats(rows * channels, 2);
      for (const causal of [true, false]) {
        const all = await tryEverywhere({
          data: { qkv, dY },
          outputs: { y: rows * channels, logSums: rows * heads, dQkv: qkv.length },
          commands: (at) => [
            { kind: "attention", qkv: at.qkv, y: at.y, logSums: at.logSums, causal: Number(causal), ...shape },
            {
              kind: "attentionBackward",
              qkv: at.qkv,
              y: at.y,
              logSums: at.logSums,
              dY: at.dY,
              dQkv: at.dQkv,
              causal: Number(causal),
              ...shape,
            },
          ],
        });
        const forward = (x: ArrayLike<number>) => plainAttention(x, shape, heads, causal);
        const dQkv = numericGradient((x) => inner(forward(x), dY), qkv);
        for (const results of all) {
          expectClose(results.y, forward(qkv));
          expectClose(results.dQkv, dQkv, 1e-5);
        }
      }
    },
  );

  it("give position by position from a cache what they give at once", async () => {
    const [positions, channels, heads] = [9, 6, 2];
    const qkv = randomFloats(positions * 3 * channels, 1);
    const steps = Uint32Array.from({ length: positions }, (_, t) => t);
    const all = await tryEverywhere({
      data: { qkv, steps },
      outputs: { y: positions * channels, cache: positions * 2 * channels },
      commands: (at) =>
        Array.from(steps, (t) => ({
          kind: "attentionCached" as const,
          qkv: at.qkv + t * 12 * channels,
          cache: at.cache,
          y: at.y + t * 4 * channels,
          position: at.steps + 4 * t,
          channels,
          heads,
          rows: 1,
        })),
    });
    for (const results of all) {
      expectClose(results.y, plainAttention(qkv, { batch: 1, positions, channels }, heads, true));
    }
  });
});
