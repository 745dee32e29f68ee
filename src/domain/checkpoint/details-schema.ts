// The shape of everything in a checkpoint but its tensors and its config, checked before use.
import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const measured = v.nullable(v.number());

/** A tokenizer whose counts and ids fit its vocabulary. */
export const tokenizerSchema = v.pipe(
  v.object({
    kind: v.literal("character"),
    vocabulary: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(1_000_000)),
    specialCount: count,
    padId: v.nullable(count),
  }),
  v.check((state) => state.specialCount <= state.vocabulary.length, "specialCount"),
  v.check((state) => state.padId === null || state.padId < state.vocabulary.length, "padId"),
  v.check((state) => new Set(state.vocabulary).size === state.vocabulary.length, "vocabulary"),
);

/** The name of the data, not the data. */
export const datasetSchema = v.object({ id: v.nullable(v.string()), name: v.string(), hash: v.string() });

const epochRowSchema = v.object({
  epoch: count,
  step: count,
  trainLoss: v.number(),
  trainAccuracy: v.number(),
  validationLoss: measured,
  validationAccuracy: measured,
  learningRate: v.number(),
});

/** Where the run stood; losses may be missing, never text. */
export const progressSchema = v.object({
  step: count,
  epoch: count,
  plateau: v.object({ best: measured, badEpochs: count, scale: v.number() }),
  sums: v.object({ loss: v.number(), accuracy: v.number(), steps: count }),
  epochs: v.array(epochRowSchema),
  // Older files know no going on.
  goal: v.optional(count, 0),
  patienceFrom: v.optional(count, 0),
});
