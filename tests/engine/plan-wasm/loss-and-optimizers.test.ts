// The loss, the gradient norm and the optimizers beside plain loops.
import { afterAll, describe, expect, it } from "vitest";
import { randomFloats, randomIds } from "../plan/support/random-data";
import type { NamedCall } from "../plan/support/trial";
import { expectAsPlain } from "./against-plain";
import { closeBenches, tryEverywhere } from "./laboratory";

afterAll(closeBenches);

describe("the crossEntropy kernel", () => {
  it.each([
    [1, 1],
    [5, 3],
    [15, 4],
    [17, 6],
    [50, 7],
    [33, 65],
    [16, 130],
    // Chunks so long that threads finish far apart.
    [16, 20_003],
  ])("measures %i rows over %i tokens", async (rows, vocabulary) => {
    const logits = randomFloats(rows * vocabulary, 1).map((value) => 8 * value);
    const common = { kind: "crossEntropy", logits: "logits", targets: "targets", partials: "partials" } as const;
    await expectAsPlain({
      data: { logits, targets: randomIds(rows, vocabulary, 2) },
      outputs: { dLogits: logits.length, same: logits.length, metrics: 3, alone: 3, told: 3, counted: 1, partials: 64 },
      calls: [
        { ...common, counted: null, dLogits: null, metrics: "alone", rows, vocabulary },
        { kind: "countTargets", targets: "targets", counted: "counted", rows, accumulate: false },
        { ...common, counted: "counted", dLogits: "same", metrics: "told", rows, vocabulary },
        { ...common, counted: null, dLogits: "dLogits", metrics: "metrics", rows, vocabulary },
      ],
    });
  });

  it.each([
    { rows: 50, vocabulary: 7, left: (row: number) => row % 3 === 0 },
    // Whole chunks, at either end, in which no row counts.
    { rows: 33, vocabulary: 65, left: (row: number) => row < 5 || row > 20 },
    { rows: 17, vocabulary: 6, left: (row: number) => row !== 11 },
    { rows: 17, vocabulary: 6, left: () => true },
  ])("leaves rows of $rows out of figures and gradient, with no gradient in them", async (trial) => {
    const { rows, vocabulary, left } = trial;
    // What is left out must not matter, however bad it is.
    const logits = randomFloats(rows * vocabulary, 1).map((value, i) =>
      left(Math.floor(i / vocabulary)) ? Number.NaN : 8 * value,
    );
    const targets = randomIds(rows, vocabulary, 2).map((target, row) => (left(row) ? -1 : target));
    const common = { kind: "crossEntropy", logits: "logits", targets: "targets", partials: "partials" } as const;
    await expectAsPlain({
      data: { logits, targets },
      outputs: { dLogits: logits.length, metrics: 3, alone: 3, counted: 1, partials: 64 },
      calls: [
        { kind: "countTargets", targets: "targets", counted: "counted", rows, accumulate: false },
        { ...common, counted: "counted", dLogits: null, metrics: "alone", rows, vocabulary },
        { ...common, counted: "counted", dLogits: "dLogits", metrics: "metrics", rows, vocabulary },
      ],
    });
  });

  it("counts a tie as right for the first largest logit only", async () => {
    const all = await tryEverywhere({
      data: { logits: Float32Array.of(0, 3, 3, 1, 0, 0, 3, 3, 1, 0), targets: Int32Array.of(1, 2) },
      outputs: { metrics: 3, partials: 64 },
      commands: (at) => [
        {
          kind: "crossEntropy",
          logits: at.logits,
          targets: at.targets,
          counted: 0,
          dLogits: 0,
          rows: 2,
          vocabulary: 5,
          metrics: at.metrics,
          partials: at.partials,
        },
      ],
    });
    for (const results of all) expect(results.metrics[1]).toBe(0.5);
  });
});

describe("the gradientNorm kernel", () => {
  it.each([1, 6, 70, 1003, 300_001])("measures %i gradients and clips by their norm", async (count) => {
    const gradients = randomFloats(count, 1);
    const norm = Math.sqrt(gradients.reduce((sum, value) => sum + value * value, 0));
    for (const clip of [0, norm / 3, norm * 2]) {
      await expectAsPlain({
        data: { gradients },
        outputs: { norm: 1, scale: 1, partials: 64 },
        calls: [
          {
            kind: "gradientNorm",
            gradients: "gradients",
            count,
            clip,
            scale: "scale",
            norm: "norm",
            partials: "partials",
          },
        ],
      });
    }
  });
});

const COUNT = 9003;
const common = { parameters: "w", gradients: "g", count: COUNT, scale: "scale" } as const;
const rmsprop = {
  kind: "rmsprop",
  ...common,
  squares: "one",
  decay: 0.9,
  decayRest: 1 - 0.9,
  epsilon: 1e-3,
} as const;
const adam = {
  kind: "adam",
  ...common,
  means: "one",
  squares: "two",
  beta1: 0.9,
  beta1Rest: 1 - 0.9,
  beta2: 0.999,
  beta2Rest: 1 - 0.999,
  epsilon: 1e-8,
} as const;

const rules: Readonly<Record<string, (rate: string) => NamedCall>> = {
  "sgd with momentum": (rate) => ({ kind: "sgd", ...common, momenta: "one", momentum: 0.8, rate }),
  rmsprop: (rate) => ({ ...rmsprop, epsilonInsideRoot: false, rate }),
  "rmsprop, epsilon inside the root": (rate) => ({ ...rmsprop, epsilonInsideRoot: true, rate }),
  adam: (rate) => ({ ...adam, weightDecay: 0, rate }),
  adamw: (rate) => ({ ...adam, weightDecay: 0.1, rate }),
};

describe("the optimizer kernels", () => {
  // Three pieces, the last one not full.
  it.each(Object.entries(rules))("take five steps of %s as plain loops do", async (_, rule) => {
    const steps = [1, 2, 3, 4, 5];
    const rates = steps.map((step) => [
      `rate${step}`,
      Float32Array.of(0.01, 1 / (1 - 0.9 ** step), 1 / (1 - 0.999 ** step), 0),
    ]);
    await expectAsPlain(
      {
        data: {
          ...Object.fromEntries(rates),
          w: randomFloats(COUNT, 1),
          g: randomFloats(COUNT, 2),
          one: new Float32Array(COUNT),
          two: new Float32Array(COUNT),
          scale: Float32Array.of(0.5),
        },
        outputs: { w: COUNT, one: COUNT, two: COUNT },
        calls: steps.map((step) => rule(`rate${step}`)),
      },
      1e-6,
    );
  });
});
