// The loss, the gradient norm and the optimizers beside plain loops.
import { describe, it } from "vitest";
import { randomFloats, randomIds } from "../random-data";
import type { ExpectAsPlain, NamedCall } from "../trial";

/** Declares the trials of countTargets and crossEntropy. */
export function describeCrossEntropy(expectAsPlain: ExpectAsPlain): void {
  describe("the crossEntropy kernel, beside plain loops", () => {
    it.each([
      { rows: 1, vocabulary: 1 },
      { rows: 15, vocabulary: 4 },
      { rows: 50, vocabulary: 7 },
      { rows: 33, vocabulary: 65 },
      { rows: 70, vocabulary: 300 },
      // Long rows, more of them than all workgroups take at once.
      { rows: 270, vocabulary: 2053 },
    ])("measures $rows rows over $vocabulary tokens, all or some of which count", async ({ rows, vocabulary }) => {
      const logits = randomFloats(rows * vocabulary, 1).map((value) => 8 * value);
      const targets = randomIds(rows, vocabulary, 2);
      const common = { kind: "crossEntropy", logits: "logits", rows, vocabulary, partials: "partials" } as const;
      const some = targets.map((target, row) => (row % 3 === 1 ? -1 : target));
      await expectAsPlain({
        data: { logits, targets, some, none: targets.map(() => -1), more: Int32Array.of(7) },
        outputs: {
          alone: 3,
          all: 3,
          dAll: logits.length,
          counted: 1,
          metrics: 3,
          dSome: logits.length,
          zero: 1,
          more: 1,
          nothing: 3,
          logits: logits.length,
          partials: 64,
        },
        calls: [
          { ...common, targets: "targets", counted: null, dLogits: null, metrics: "alone" },
          { ...common, targets: "targets", counted: null, dLogits: "dAll", metrics: "all" },
          { kind: "countTargets", targets: "some", counted: "counted", rows, accumulate: false },
          { ...common, targets: "some", counted: "counted", dLogits: "dSome", metrics: "metrics" },
          { kind: "countTargets", targets: "none", counted: "zero", rows, accumulate: false },
          { kind: "countTargets", targets: "some", counted: "more", rows, accumulate: true },
          { ...common, targets: "none", counted: "zero", dLogits: "logits", metrics: "nothing" },
        ],
      });
    });

    it("writes the gradient over the logits, and takes the first of equal ones for the largest", async () => {
      await expectAsPlain({
        data: { logits: Float32Array.of(0, 3, 3, 1, 0, 0, 3, 3, 1, 0), targets: Int32Array.of(1, 2) },
        outputs: { logits: 10, metrics: 3, partials: 64 },
        calls: [
          {
            kind: "crossEntropy",
            logits: "logits",
            targets: "targets",
            counted: null,
            dLogits: "logits",
            rows: 2,
            vocabulary: 5,
            metrics: "metrics",
            partials: "partials",
          },
        ],
      });
    });
  });
}

const COUNTS = [1, 6, 70, 1003, 20_003];
/** More than all workgroups take at once, each a few a time. */
const MANY = 300_001;

/** Declares the trials of gradientNorm, of countNonFinite and of the optimizers. */
export function describeUpdate(expectAsPlain: ExpectAsPlain): void {
  describe("the kernels of the update, beside plain loops", () => {
    it.each([...COUNTS, MANY])("measure %i gradients and clip by their norm", async (count) => {
      for (const clip of count === MANY ? [0.3] : [0, 0.3, 1e6]) {
        const call = {
          kind: "gradientNorm",
          gradients: "gradients",
          count,
          clip,
          scale: "scale",
          norm: "norm",
        } as const;
        await expectAsPlain({
          data: { gradients: randomFloats(count, 1) },
          outputs: { norm: 1, scale: 1, partials: 64 },
          calls: [{ ...call, partials: "partials" }],
        });
      }
    });

    it.each([...COUNTS, MANY])("count those of %i numbers that are none", async (count) => {
      const kinds = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3.4e38, 1e-45, -0];
      const call = { kind: "countNonFinite", values: "values", count, found: "found", partials: "partials" } as const;
      for (const every of count === MANY ? [5] : [1, 5, count]) {
        const values = randomFloats(count, 1).map((value, i) =>
          (i + 1) % every === 0 ? kinds[i % kinds.length] : value,
        );
        await expectAsPlain({ data: { values }, outputs: { found: 1, partials: 64 }, calls: [call] });
      }
    });

    it.each(COUNTS)("update %i weights", async (count) => {
      const common = { parameters: "weights", gradients: "gradients", scale: "scale", rate: "rate", count } as const;
      const rmsprop = {
        kind: "rmsprop",
        ...common,
        squares: "two",
        decay: 0.9,
        decayRest: 1 - 0.9,
        epsilon: 1e-3,
      } as const;
      const adam = { kind: "adam", ...common, means: "one", squares: "two", beta1: 0.9, beta1Rest: 1 - 0.9 } as const;
      const rest = { beta2: 0.999, beta2Rest: 1 - 0.999, epsilon: 1e-8 };
      const calls: readonly NamedCall[] = [
        { kind: "sgd", ...common, momenta: "one", momentum: 0.9 },
        { ...rmsprop, epsilonInsideRoot: false },
        { ...rmsprop, epsilonInsideRoot: true },
        { ...adam, ...rest, weightDecay: 0 },
        { ...adam, ...rest, weightDecay: 0.1 },
      ];
      for (const call of calls) {
        await expectAsPlain({
          data: {
            weights: randomFloats(count, 1),
            gradients: randomFloats(count, 2),
            one: randomFloats(count, 3),
            two: randomFloats(count, 4).map(Math.abs),
            scale: Float32Array.of(0.5),
            rate: Float32Array.of(0.01, 1.5, 2.5),
          },
          outputs: { weights: count, one: count, two: count },
          calls: [call],
        });
      }
    });
  });
}
