// The shape of everything in a checkpoint but its tensors and its config, checked before use: what passes here,
// sampling, training and the page survive. The messages are names of rules.
import * as v from "valibot";
import { MOST_COMPARED } from "../run/comparison";
import { type StoredType, storedBytes } from "../stored-tensor";
import { brokenBytePairRule, MOST_TOKENS } from "../tokenizer/byte-bpe-rules";
import { VOCABULARY_LIMIT } from "../tokenizer/character-vocabulary";
import { specialTokens } from "../tokenizer/special-ids";
import type { DetailsRule } from "./details-rule";

/** Steps and epochs stay whole in 32 bits, and the windows that they stand for within safe integers. */
const MOST_COUNTED = 2 ** 31 - 1;
/** Larger than any sum of float32 losses over that many steps, and far from overflow. */
const LARGEST_MEASURE = 1e50;
/** UTF-16 units of one token, of all special tokens together, and of a template; tables have at most 512 columns. */
const LONGEST_TOKEN = 1000;
const LONGEST_SPECIALS = 1 << 17;
const LONGEST_TEMPLATE = 1 << 17;
const MOST_SPECIALS = 2000;
const LONGEST_NAME = 1000;
/** UTF-16 units of a note, a prompt or a sample; changes and samples of one run. */
const LONGEST_TEXT = 1 << 17;
/** Most changes and most samples of one run in a file: longer runs keep their newest. */
export const MOST_NOTES = 1000;
/** Most epochs of one run in a file: longer runs keep their newest. */
export const MOST_EPOCH_ROWS = 10_000;

const rule = (name: DetailsRule): DetailsRule => name;

const count = v.pipe(
  v.number(rule("counter")),
  v.integer(rule("counter")),
  v.minValue(0, rule("counter")),
  v.maxValue(MOST_COUNTED, rule("counter")),
);
const measure = v.pipe(
  v.number(rule("measure")),
  v.minValue(-LARGEST_MEASURE, rule("measure")),
  v.maxValue(LARGEST_MEASURE, rule("measure")),
);
const shareBy = (broken: DetailsRule) => v.pipe(v.number(broken), v.minValue(0, broken), v.maxValue(1, broken));
const measured = v.nullable(measure);
const name = v.pipe(v.string(rule("dataset")), v.maxLength(LONGEST_NAME, rule("dataset")));

const token = v.pipe(
  v.string(rule("tokenizer")),
  v.minLength(1, rule("emptyToken")),
  v.maxLength(LONGEST_TOKEN, rule("longToken")),
);

const characterSchema = v.pipe(
  v.object({
    kind: v.literal("character"),
    vocabulary: v.pipe(
      v.array(v.unknown(), rule("tokenizer")),
      v.minLength(1, rule("vocabularySize")),
      v.maxLength(VOCABULARY_LIMIT, rule("vocabularySize")),
      v.array(token),
      v.check((tokens) => new Set(tokens).size === tokens.length, rule("repeatedToken")),
    ),
    specialCount: v.pipe(count, v.maxValue(MOST_SPECIALS, rule("specialTokens"))),
    padId: v.nullable(count),
  }),
  v.check((state) => state.specialCount <= state.vocabulary.length, rule("specialTokens")),
  v.check(
    ({ vocabulary, specialCount }) => lengthOf(vocabulary.slice(0, specialCount)) <= LONGEST_SPECIALS,
    rule("longToken"),
  ),
  v.check(({ vocabulary, specialCount }) => vocabulary.slice(specialCount).every(isCharacter), rule("characterToken")),
  v.check((state) => state.padId === null || state.padId < state.specialCount, rule("padToken")),
);

/** Texts that could be tokens, as many as a tokenizer of bytes may have. */
const pieces = (limit: number) =>
  v.pipe(v.array(v.unknown(), rule("tokenizer")), v.maxLength(limit, rule("vocabularySize")), v.array(token));

const byteBpeSchema = v.pipe(
  v.object({
    kind: v.literal("byteBpe"),
    vocabulary: v.pipe(pieces(MOST_TOKENS), v.minLength(1, rule("vocabularySize"))),
    merges: pieces(MOST_TOKENS),
    specialIds: v.pipe(v.array(count, rule("specialTokens")), v.maxLength(MOST_SPECIALS, rule("specialTokens"))),
    padId: v.nullable(count),
    endId: v.optional(v.nullable(count)),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const broken = dataset.typed ? brokenBytePairRule(dataset.value) : null;
    if (broken !== null) addIssue({ message: rule(broken) });
  }),
  v.check((state) => lengthOf(specialTokens(state)) <= LONGEST_SPECIALS, rule("longToken")),
  v.check((state) => state.padId === null || state.specialIds.includes(state.padId), rule("padToken")),
  v.check(({ endId, vocabulary }) => endId == null || endId < vocabulary.length, rule("specialTokens")),
);

/** A tokenizer whose tokens can all be told apart, and whose counts and ids fit its vocabulary. */
export const tokenizerSchema = v.variant("kind", [characterSchema, byteBpeSchema], rule("tokenizer"));

/** The template of the records, empty for a text without any. */
export const templateSchema = v.pipe(v.string(rule("template")), v.maxLength(LONGEST_TEMPLATE, rule("template")));

/** The name of the data, not the data. */
export const datasetSchema = v.object({ id: v.nullable(name), name, hash: name });

const epochRowSchema = v.object({
  epoch: count,
  step: count,
  trainLoss: measure,
  trainAccuracy: shareBy("measure"),
  validationLoss: measured,
  validationAccuracy: v.nullable(shareBy("measure")),
  learningRate: shareBy("learningRate"),
});

type EpochRows = v.InferOutput<typeof epochRowSchema>[];

/** Where the run stood; losses may be missing, never text. */
export const progressSchema = v.object({
  step: count,
  epoch: count,
  plateau: v.object({ best: measured, badEpochs: count, scale: shareBy("plateauScale") }),
  sums: v.pipe(
    v.object({ loss: measure, accuracy: measure, weight: v.optional(measure), steps: count }),
    // In older files all targets count, and steps weigh alike.
    v.transform((sums) => ({ ...sums, weight: sums.weight ?? sums.steps })),
  ),
  epochs: v.pipe(
    v.array(v.unknown(), rule("progress")),
    v.maxLength(MOST_EPOCH_ROWS, rule("epochRows")),
    v.array(epochRowSchema),
    v.check(
      (rows: EpochRows) => rows.every((row, index) => index === 0 || rows[index - 1].epoch < row.epoch),
      rule("epochOrder"),
    ),
  ),
  // Older files know no going on.
  goal: v.optional(count, 0),
  patienceFrom: v.optional(count, 0),
});

/** Seconds of training so far. */
export const secondsSchema = v.pipe(
  v.number(rule("progress")),
  v.minValue(0, rule("progress")),
  v.maxValue(MOST_COUNTED, rule("progress")),
);

const short = v.pipe(v.string(rule("run")), v.maxLength(LONGEST_NAME, rule("run")));
const long = v.pipe(v.string(rule("run")), v.maxLength(LONGEST_TEXT, rule("run")));
const share = shareBy("run");
const places = v.object({ last: share, every: share });

const speaker = v.object({ run: short, name: short, step: count });
const spoken = v.object({ text: long, loss: measured, tokens: count });

/** What two models answered; the rest of a record of an older version has none. */
const comparisonSchema = v.object({
  base: speaker,
  tuned: speaker,
  dataset: short,
  kind: v.picklist(["pairs", "windows"], rule("run")),
  language: v.nullable(v.picklist(["en", "pt-BR"], rule("run"))),
  sameTokens: v.boolean(rule("run")),
  sampling: v.object({
    temperature: measure,
    topK: count,
    topP: share,
    repetitionPenalty: measure,
    length: count,
    seed: short,
  }),
  answers: v.pipe(
    v.array(v.object({ prompt: long, reference: long, base: spoken, tuned: spoken })),
    v.maxLength(MOST_COMPARED, rule("run")),
  ),
});

/** How a run rests, or how it ended and at which step. */
export const restSchema = {
  state: v.picklist(["paused", "finished", "stopped", "failed"], rule("run")),
  reason: v.nullable(v.picklist(["epochsDone", "earlyStopping", "stoppedByUser", "diverged", "failed"], rule("run"))),
  endStep: v.nullable(count),
};

/** The rest of a run's record; what is known of its data may be missing. */
export const labelSchema = v.object({
  name: short,
  note: long,
  colour: v.pipe(count, v.minValue(1, rule("run"))),
  parent: v.nullable(v.object({ id: short, name: short, step: count, dataset: short, before: v.optional(short) })),
  // Older files know no models from elsewhere.
  origin: v.optional(
    v.nullable(
      v.object({
        listed: v.nullable(short),
        name: short,
        licence: v.nullable(short),
        dtype: v.picklist(Object.keys(storedBytes) as StoredType[]),
        bytes: v.pipe(v.number(rule("run")), v.integer(rule("run")), v.minValue(0, rule("run"))),
      }),
    ),
    null,
  ),
  changes: v.pipe(
    v.array(v.object({ step: count, path: short, from: v.unknown(), to: v.unknown() })),
    v.maxLength(MOST_NOTES, rule("run")),
  ),
  cuts: v.optional(v.pipe(v.array(v.object({ step: count, lost: count })), v.maxLength(MOST_NOTES, rule("run"))), []),
  samples: v.pipe(
    v.array(v.object({ step: count, prompt: long, seed: short, text: long })),
    v.maxLength(MOST_NOTES, rule("run")),
  ),
  comparison: v.optional(v.nullable(comparisonSchema), null),
  // Older files do not tell it, nor do those of a run that went on behind their weights.
  rest: v.optional(v.nullable(v.object(restSchema)), null),
  data: v.object({
    firstRecord: v.string(rule("run")),
    heldOutPrompt: v.optional(v.nullable(v.string(rule("run"))), null),
    trainWindows: v.nullable(v.pipe(v.number(rule("run")), v.integer(rule("run")), v.minValue(0, rule("run")))),
    validationWindows: v.nullable(v.pipe(v.number(rule("run")), v.integer(rule("run")), v.minValue(0, rule("run")))),
    unigramLoss: v.optional(measured, null),
    unigramAccuracy: v.optional(v.nullable(share), null),
    bigramLoss: measured,
    bigramAccuracy: v.nullable(share),
    bigramOnText: v.nullable(v.object({ loss: measure, accuracy: share })),
    padding: v.nullable(v.object({ train: places, validation: v.nullable(places) })),
    charactersPerTarget: v.optional(v.nullable(v.pipe(measure, v.gtValue(0, rule("run")))), null),
  }),
});

function lengthOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, text) => sum + text.length, 0);
}

/** Tells whether a text is one code point. */
function isCharacter(text: string): boolean {
  return text.length === ((text.codePointAt(0) as number) > 0xffff ? 2 : 1);
}
