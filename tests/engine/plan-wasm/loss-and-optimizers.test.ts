// The loss, the gradient norm and the optimizers.
import { afterAll, describe, expect, it } from "vitest";
import type { Command } from "@/engine/plan/wasm/commands";
import { closeBenches, expectClose, inner, randomFloats, randomIds, tryEverywhere } from "./laboratory";

afterAll(closeBenches);

interface Scored {
  readonly metrics: readonly number[];
  readonly dLogits: Float64Array;
}

/** Loss, share of hits, count and gradient over the rows whose target is not negative. */
function scored(logits: Float32Array, targets: Int32Array, vocabulary: number): Scored {
  const counted = targets.filter((target) => target >= 0).length;
  const dLogits = new Float64Array(logits.length);
  let [loss, hits] = [0, 0];
  for (const [row, target] of targets.entries()) {
    if (target < 0) continue;
    const line = logits.subarray(row * vocabulary, (row + 1) * vocabulary);
    const sum = line.reduce((total, value) => total + Math.exp(value), 0);
    loss += (Math.log(sum) - line[target]) / counted;
    if (line.indexOf(Math.max(...line)) === target) hits++;
    for (let j = 0; j < vocabulary; j++) {
      dLogits[row * vocabulary + j] = (Math.exp(line[j]) / sum - (j === target ? 1 : 0)) / counted;
    }
  }
  return { metrics: [loss, counted === 0 ? 0 : hits / counted, counted], dLogits };
}

function expectScored(results: Readonly<Record<string, Float32Array>>, { metrics, dLogits }: Scored): void {
  const [loss, accuracy, counted] = metrics;
  expect(results.metrics[0]).toBeCloseTo(loss, 5);
  expect(results.metrics[1]).toBeCloseTo(accuracy, 6);
  expect(results.metrics[2]).toBe(counted);
  expectClose(results.dLogits, dLogits);
}

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
    const targets = randomIds(rows, vocabulary, 2);
    const all = await tryEverywhere({
      data: { logits, targets },
      outputs: { dLogits: logits.length, metrics: 3, alone: 3, told: 3, counted: 1, partials: 64 },
      commands: (at) => {
        const common = { logits: at.logits, targets: at.targets, rows, vocabulary, partials: at.partials };
        return [
          { kind: "crossEntropy", counted: 0, dLogits: 0, metrics: at.alone, ...common },
          { kind: "countTargets", targets: at.targets, counted: at.counted, rows },
          { kind: "crossEntropy", counted: at.counted, dLogits: at.dLogits, metrics: at.told, ...common },
          { kind: "crossEntropy", counted: 0, dLogits: at.dLogits, metrics: at.metrics, ...common },
        ];
      },
    });
    const expected = scored(logits, targets, vocabulary);
    for (const results of all) {
      expect(results.metrics).toEqual(results.alone);
      expect(results.metrics).toEqual(results.told);
      expectScored(results, expected);
    }
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
    const all = await tryEverywhere({
      data: { logits, targets },
      outputs: { dLogits: logits.length, metrics: 3, alone: 3, counted: 1, partials: 64 },
      commands: (at) => {
        const common = { logits: at.logits, targets: at.targets, rows, vocabulary, partials: at.partials };
        return [
          { kind: "countTargets", targets: at.targets, counted: at.counted, rows },
          { kind: "crossEntropy", counted: at.counted, dLogits: 0, metrics: at.alone, ...common },
          { kind: "crossEntropy", counted: at.counted, dLogits: at.dLogits, metrics: at.metrics, ...common },
        ];
      },
    });
    const expected = scored(logits, targets, vocabulary);
    for (const results of all) {
      expect(results.metrics).toEqual(results.alone);
      expectScored(results, expected);
      expect(results.dLogits.every((value, i) => !left(Math.floor(i / vocabulary)) || value === 0)).toBe(true);
    }
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
    const norm = Math.sqrt(inner(gradients, gradients));
    for (const clip of [0, norm / 3, norm * 2]) {
      const all = await tryEverywhere({
        data: { gradients },
        outputs: { norm: 1, scale: 1, partials: 64 },
        commands: (at) => [
          {
            kind: "gradientNorm",
            gradients: at.gradients,
            count,
            clip,
            scale: at.scale,
            norm: at.norm,
            partials: at.partials,
          },
        ],
      });
      for (const results of all) {
        expectClose(results.norm, [norm]);
        expectClose(results.scale, [clip === 0 ? 1 : clip / Math.max(norm, clip)]);
      }
    }
  });
});

const RATE = 0.01;
const SCALE = 0.5;

interface Rule {
  readonly name: string;
  readonly command: (at: Readonly<Record<string, number>>, count: number, step: number) => Command;
  /** New [parameter, first slot, second slot] of one element. */
  readonly update: (state: readonly number[], gradient: number, step: number) => readonly number[];
}

const common = (at: Readonly<Record<string, number>>, count: number, step: number) => ({
  parameters: at.w,
  gradients: at.g,
  count,
  scale: at.scale,
  rate: at.rates + 16 * step,
});

const rmsprop = (inside: boolean): Rule => ({
  name: inside ? "rmsprop, epsilon inside the root" : "rmsprop",
  command: (at, count, step) => ({
    kind: "rmsprop",
    ...common(at, count, step),
    squares: at.one,
    decay: 0.9,
    decayRest: 1 - 0.9,
    epsilon: 1e-3,
    epsilonInsideRoot: Number(inside),
  }),
  update: ([w, square], g) => {
    const next = 0.9 * square + 0.1 * g * g;
    return [w - (RATE * g) / (inside ? Math.sqrt(next + 1e-3) : Math.sqrt(next) + 1e-3), next, 0];
  },
});

const adam = (weightDecay: number): Rule => ({
  name: weightDecay === 0 ? "adam" : "adamw",
  command: (at, count, step) => ({
    kind: "adam",
    ...common(at, count, step),
    means: at.one,
    squares: at.two,
    beta1: 0.9,
    beta1Rest: 1 - 0.9,
    beta2: 0.999,
    beta2Rest: 1 - 0.999,
    epsilon: 1e-8,
    weightDecay,
  }),
  update: ([w, mean, square], g, step) => {
    const m = 0.9 * mean + 0.1 * g;
    const v = 0.999 * square + 0.001 * g * g;
    const root = Math.sqrt(v / (1 - 0.999 ** (step + 1))) + 1e-8;
    return [w * (1 - RATE * weightDecay) - (RATE * m) / (1 - 0.9 ** (step + 1)) / root, m, v];
  },
});

const rules: readonly Rule[] = [
  {
    name: "sgd with momentum",
    command: (at, count, step) => ({ kind: "sgd", ...common(at, count, step), momenta: at.one, momentum: 0.8 }),
    update: ([w, momentum], g) => [w - RATE * (0.8 * momentum + g), 0.8 * momentum + g, 0],
  },
  rmsprop(false),
  rmsprop(true),
  adam(0),
  adam(0.1),
];

describe("the optimizer kernels", () => {
  it.each(rules)("take five steps of $name within 1e-6 of float64", async ({ command, update }) => {
    // Three pieces, the last one not full.
    const [count, steps] = [9003, 5];
    const [w, g] = [randomFloats(count, 1), randomFloats(count, 2)];
    const rates = Float32Array.from({ length: 4 * steps }, (_, i) => {
      const step = Math.floor(i / 4) + 1;
      return [RATE, 1 / (1 - 0.9 ** step), 1 / (1 - 0.999 ** step), 0][i % 4];
    });
    const all = await tryEverywhere({
      data: { w, g, rates, one: new Float32Array(count), two: new Float32Array(count), scale: Float32Array.of(SCALE) },
      outputs: { w: count, one: count },
      commands: (at) => Array.from({ length: steps }, (_, step) => command(at, count, step)),
    });
    const expected = Array.from(w, (value, i) => {
      let state: readonly number[] = [value, 0, 0];
      for (let step = 0; step < steps; step++) state = update(state, SCALE * g[i], step);
      return state;
    });
    for (const results of all) {
      expectClose(
        results.w,
        expected.map((state) => state[0]),
        1e-6,
      );
      expectClose(
        results.one,
        expected.map((state) => state[1]),
        1e-6,
      );
    }
  });
});
