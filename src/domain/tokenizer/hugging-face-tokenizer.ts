// Byte-level tokenizers in the forms that Hugging Face's libraries share: tokenizer.json, or vocab.json + merges.txt.
// Reading is strict: what a file asks for and this tokenizer does not do is refused, since ids would differ.
import * as v from "valibot";
import { failure, type Result, success } from "../result";
import { BYTE_CHARACTERS } from "./byte-alphabet";
import { brokenMerge, MOST_TOKENS } from "./byte-bpe-rules";
import type { ByteBpeState } from "./tokenizer";
import type { TokenizerError, TokenizerRule } from "./tokenizer-error";

const VERSION_LINE = "#version";

const rule = (name: TokenizerRule): TokenizerRule => name;
const off = (name: TokenizerRule) => v.optional(v.literal(false, rule(name)));
const none = (name: TokenizerRule) => v.optional(v.nullable(v.literal("", rule(name))));

/** As it is: valibot's own records drop tokens such as "constructor". That ids are ids is seen in `stateOf`. */
const vocabularySchema = v.custom<Readonly<Record<string, number>>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  rule("vocabulary"),
);
const mergesSchema = v.array(
  v.union(
    [
      v.string(),
      v.pipe(
        v.tuple([v.string(), v.string()]),
        v.transform((pair) => pair.join(" ")),
      ),
    ],
    rule("merges"),
  ),
  rule("merges"),
);

const addedTokenSchema = v.object(
  {
    id: v.number(rule("addedToken")),
    content: v.pipe(v.string(rule("addedToken")), v.minLength(1, rule("addedToken"))),
    single_word: off("addedToken"),
    lstrip: off("addedToken"),
    rstrip: off("addedToken"),
  },
  rule("addedToken"),
);

const tokenizerSchema = v.object(
  {
    added_tokens: v.optional(v.nullable(v.array(addedTokenSchema, rule("addedToken")))),
    normalizer: v.optional(v.null(rule("normalizer"))),
    pre_tokenizer: v.object(
      {
        type: v.literal("ByteLevel", rule("preTokenizer")),
        add_prefix_space: off("preTokenizer"),
        use_regex: v.optional(v.literal(true, rule("preTokenizer"))),
      },
      rule("preTokenizer"),
    ),
    padding: v.optional(v.unknown()),
    model: v.object(
      {
        type: v.optional(v.literal("BPE", rule("model"))),
        dropout: v.optional(v.null(rule("model"))),
        continuing_subword_prefix: none("model"),
        end_of_word_suffix: none("model"),
        byte_fallback: off("model"),
        ignore_merges: off("model"),
        vocab: vocabularySchema,
        merges: mergesSchema,
      },
      rule("model"),
    ),
  },
  rule("json"),
);

const paddingSchema = v.object({ pad_id: v.number(), pad_token: v.string() });

type Read = Result<ByteBpeState, TokenizerError>;

/** Reads the text of a `tokenizer.json`. */
export function readTokenizerJson(text: string): Read {
  const parsed = parseJson(tokenizerSchema, text);
  if (!parsed.ok) return parsed;
  const { model, added_tokens: added, padding } = parsed.value;
  const ids = new Map(Object.entries(model.vocab));
  for (const { id, content } of added ?? []) {
    if ((ids.get(content) ?? id) !== id) return refused("ids", content);
    ids.set(content, id);
  }
  const pad = v.safeParse(paddingSchema, padding);
  const special = new Set((added ?? []).map(({ id }) => id));
  const isPad = pad.success && special.has(pad.output.pad_id) && ids.get(pad.output.pad_token) === pad.output.pad_id;
  return stateOf(ids, model.merges, special, isPad ? pad.output.pad_id : null);
}

/** Reads the texts of a `vocab.json` and its `merges.txt`; tokens that are no byte and that no merge gives are special. */
export function readVocabularyAndMerges(vocabulary: string, merges: string): Read {
  const parsed = parseJson(vocabularySchema, vocabulary);
  if (!parsed.ok) return parsed;
  const lines = merges.split(/\r?\n/).filter((line) => line !== "");
  const pairs = lines[0]?.startsWith(VERSION_LINE) ? lines.slice(1) : lines;
  const spelled = new Set([...BYTE_CHARACTERS, ...pairs.map((pair) => pair.replace(" ", ""))]);
  const ids = new Map(Object.entries(parsed.value));
  const special = new Set([...ids].filter(([token]) => !spelled.has(token)).map(([, id]) => id));
  return stateOf(ids, pairs, special, null);
}

/** Writes a `tokenizer.json`. */
export function writeTokenizerJson(state: ByteBpeState): string {
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  const names = tokenNames(state);
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return JSON.stringify({
    version: "1.0",
    truncation: null,
    padding: paddingOf(state, names),
    added_tokens: state.specialIds.map((id) => ({ id, content: names[id], ...flags })),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: "",
      end_of_word_suffix: "",
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: vocabularyOf(names),
      merges: state.merges,
    },
  });
}

/** Writes a `vocab.json`. */
export function writeVocabularyJson(state: ByteBpeState): string {
  return JSON.stringify(vocabularyOf(tokenNames(state)));
}

/** Writes a `merges.txt`. */
export function writeMergesText(state: ByteBpeState): string {
  return [`${VERSION_LINE}: 0.2`, ...state.merges, ""].join("\n");
}

function paddingOf({ padId }: ByteBpeState, names: readonly string[]) {
  if (padId === null) return null;
  const padding = { strategy: "BatchLongest", direction: "Left", pad_to_multiple_of: null, pad_type_id: 0 };
  return { ...padding, pad_id: padId, pad_token: names[padId] };
}

function vocabularyOf(names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name, id) => [name, id]));
}

/** Gives the names of the tokens: their texts, but for a special token that has the text of one of bytes. */
function tokenNames({ vocabulary, specialIds }: ByteBpeState): readonly string[] {
  const special = new Set(specialIds);
  const others = new Set(vocabulary.filter((_, id) => !special.has(id)));
  return vocabulary.map((text, id) => (special.has(id) && others.has(text) ? `<|${text}|>` : text));
}

function parseJson<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Result<v.InferOutput<Schema>, TokenizerError> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("json", "");
  }
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return success(parsed.output);
  const [issue] = parsed.issues;
  return refused(ruleOf(issue.message), v.getDotPath(issue) ?? "");
}

/** Messages of schemas are names of rules, or valibot's own words about a field that is missing. */
function ruleOf(message: string): TokenizerRule {
  return rules.has(message) ? (message as TokenizerRule) : "json";
}

const rules: ReadonlySet<string> = new Set<TokenizerRule>([
  "model",
  "preTokenizer",
  "normalizer",
  "addedToken",
  "vocabulary",
  "ids",
  "merges",
]);

function stateOf(
  ids: ReadonlyMap<string, number>,
  merges: readonly string[],
  special: ReadonlySet<number>,
  padId: number | null,
): Read {
  if (ids.size === 0 || ids.size > MOST_TOKENS) return refused("vocabulary", String(ids.size));
  const vocabulary = new Array<string | undefined>(ids.size).fill(undefined);
  for (const [token, id] of ids) {
    if (!Number.isInteger(id) || id < 0 || id >= ids.size || vocabulary[id] !== undefined) return refused("ids", token);
    vocabulary[id] = token;
  }
  const broken = brokenMerge(merges, new Set(ids.keys()));
  if (broken !== null) return refused("merges", broken);
  if (new Set(merges).size < merges.length) return refused("merges", "");
  const specialIds = [...special].sort((one, other) => one - other);
  return success({ kind: "byteBpe", vocabulary: vocabulary as string[], merges, specialIds, padId });
}

function refused(name: TokenizerRule, detail: string): Result<never, TokenizerError> {
  return failure({ code: "tokenizerRefused", rule: name, detail });
}
