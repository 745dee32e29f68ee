import { afterAll, describe, expect, it } from "vitest";
import { PRODUCT_PARTS } from "@/engine/plan/wasm/tuning";
import { closeBenches, type Experiment, expectClose, randomFloats, tryEverywhere } from "./laboratory";
import { activate, plainMatmul, slope } from "./references";

interface Case {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const sizes: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [6, 8, 4],
  [5, 33, 7],
  [7, 9, 3],
  [13, 17, 259],
  [101, 70, 300],
  [3, 530, 21],
  [130, 5, 513],
];
const cases: readonly Case[] = sizes.flatMap(([m, n, k]) =>
  [false, true].flatMap((transposeA) => [false, true].map((transposeB) => ({ m, n, k, transposeA, transposeB }))),
);

const none = { bias: 0, activation: 0, slopes: 0, residual: 0, partials: 0 };
const one = { batches: 1, aBatchStride: 0, bBatchStride: 0, cBatchStride: 0 };

function product({ m, n, k, transposeA, transposeB }: Case, accumulate: boolean): Experiment {
  return {
    data: { a: randomFloats(m * k, 1), b: randomFloats(k * n, 2), c: randomFloats(m * n, 3) },
    outputs: { c: m * n },
    commands: (at) => [
      {
        kind: "matmul",
        a: at.a,
        b: at.b,
        c: at.c,
        m,
        n,
        k,
        aRowStride: transposeA ? m : k,
        bRowStride: transposeB ? k : n,
        cRowStride: n,
        transposeA: Number(transposeA),
        transposeB: Number(transposeB),
        accumulate: Number(accumulate),
        ...one,
        ...none,
      },
    ],
  };
}

afterAll(closeBenches);

describe("the matmul kernel", () => {
  it.each(cases)("multiplies $m x $k by $k x $n, transposed $transposeA $transposeB", async (shape) => {
    for (const accumulate of [false, true]) {
      const experiment = product(shape, accumulate);
      const { a, b, c } = experiment.data as { a: Float32Array; b: Float32Array; c: Float32Array };
      const expected = plainMatmul(a, b, shape).map((value, i) => value + (accumulate ? c[i] : 0));
      for (const results of await tryEverywhere(experiment)) expectClose(results.c, expected);
    }
  });

  it("adds bias, applies GELU, keeps its slope and adds the residual, at any size", async () => {
    for (const [m, n, k] of [
      [4, 10, 3],
      [103, 37, 20],
      [9, 515, 6],
    ] as const) {
      const data = {
        a: randomFloats(m * k, 1),
        b: randomFloats(k * n, 2),
        bias: randomFloats(n, 3),
        residual: randomFloats(m * n, 4),
      };
      const all = await tryEverywhere({
        data,
        outputs: { c: m * n, slopes: m * n },
        commands: (at) => [
          {
            kind: "matmul",
            a: at.a,
            b: at.b,
            c: at.c,
            m,
            n,
            k,
            aRowStride: k,
            bRowStride: n,
            cRowStride: n,
            transposeA: 0,
            transposeB: 0,
            accumulate: 0,
            ...one,
            bias: at.bias,
            activation: 1,
            slopes: at.slopes,
            residual: at.residual,
            partials: 0,
          },
        ],
      });
      const before = plainMatmul(data.a, data.b, { m, n, k, transposeA: false, transposeB: false }).map(
        (value, i) => value + data.bias[i % n],
      );
      for (const results of all) {
        expectClose(
          results.slopes,
          before.map((value) => slope("gelu", value)),
        );
        expectClose(
          results.c,
          before.map((value, i) => activate("gelu", value) + data.residual[i]),
        );
      }
    }
  });

  it("multiplies batches apart, or sums them into one product", async () => {
    const m = 11;
    const n = 19;
    const k = 5;
    const batches = 7;
    const data = { a: randomFloats(batches * m * k, 1), b: randomFloats(batches * k * n, 2) };
    const part = (batch: number) =>
      plainMatmul(data.a.subarray(batch * m * k), data.b.subarray(batch * k * n), {
        m,
        n,
        k,
        transposeA: false,
        transposeB: false,
      });
    for (const cBatchStride of [m * n, 0]) {
      const count = cBatchStride === 0 ? m * n : batches * m * n;
      const all = await tryEverywhere({
        data,
        outputs: { c: count },
        commands: (at) => [
          {
            kind: "matmul",
            a: at.a,
            b: at.b,
            c: at.c,
            m,
            n,
            k,
            aRowStride: k,
            bRowStride: n,
            cRowStride: n,
            transposeA: 0,
            transposeB: 0,
            accumulate: 0,
            batches,
            aBatchStride: m * k,
            bBatchStride: k * n,
            cBatchStride,
            ...none,
          },
        ],
      });
      const expected = new Float64Array(count);
      for (let batch = 0; batch < batches; batch++) {
        for (const [i, value] of part(batch).entries()) {
          const at = batch * cBatchStride + i;
          expected[at] = expected[at] + value;
        }
      }
      for (const results of all) expectClose(results.c, expected);
    }
  });

  it.each([
    [5, 9, 1100],
    [13, 10, 3],
    [12, 70, 2100],
  ] as const)("cuts the sum of %i x %i over %i into parts where it has room for them", async (m, n, k) => {
    const shape = { m, n, k, transposeA: true, transposeB: false };
    const whole = product(shape, false);
    const { a, b } = whole.data as { a: Float32Array; b: Float32Array };
    const all = await tryEverywhere({
      ...whole,
      outputs: { c: m * n, partials: PRODUCT_PARTS * m * n },
      commands: (at) => whole.commands(at).map((command) => ({ ...command, partials: at.partials })),
    });
    for (const results of all) expectClose(results.c, plainMatmul(a, b, shape));
  });

  it.each([false, true])("multiplies matrices that are too deep to pack at once, transposed %s", async (transposeB) => {
    const shape = { m: 7, n: 9, k: 16_500, transposeA: false, transposeB };
    const experiment = product(shape, false);
    const { a, b } = experiment.data as { a: Float32Array; b: Float32Array };
    for (const results of await tryEverywhere(experiment)) expectClose(results.c, plainMatmul(a, b, shape), 1e-5);
  });

  it("keeps packed columns apart when a thread goes on to the next block of columns or product", async () => {
    const shape = { m: 9, n: 530, k: 1000, transposeA: false, transposeB: true };
    const experiment = product(shape, true);
    const { a, b, c } = experiment.data as { a: Float32Array; b: Float32Array; c: Float32Array };
    const tall = { ...shape, m: 600 };
    const tallExperiment = product(tall, false);
    const tallData = tallExperiment.data as { a: Float32Array; b: Float32Array };
    const expected = plainMatmul(a, b, shape).map((value, i) => value + c[i]);
    for (const results of await tryEverywhere(experiment)) expectClose(results.c, expected);
    for (const results of await tryEverywhere(tallExperiment)) {
      expectClose(results.c, plainMatmul(tallData.a, tallData.b, tall));
    }
  });

  it("leaves what lies between the rows of a wider matrix alone", async () => {
    const m = 13;
    const n = 10;
    const k = 9;
    const width = 16;
    const all = await tryEverywhere({
      data: { a: randomFloats(m * k, 1), b: randomFloats(k * n, 2), c: new Float32Array(m * width).fill(5) },
      outputs: { c: m * width },
      commands: (at) => [
        {
          kind: "matmul",
          a: at.a,
          b: at.b,
          c: at.c,
          m,
          n,
          k,
          aRowStride: k,
          bRowStride: n,
          cRowStride: width,
          transposeA: 0,
          transposeB: 0,
          accumulate: 0,
          ...one,
          ...none,
        },
      ],
    });
    for (const results of all) {
      const between = results.c.filter((_, i) => i % width >= n);
      expect([...new Set(between)]).toEqual([5]);
    }
  });
});
