// Writing text with a trained model, one token at a time. How tokens are read, and what of the text is carried along,
// is the business of the decoder.
import type { RunConfig } from "@/domain/config/run-config";
import { parseRecord, type RecordField, writesRecords } from "@/domain/corpus/parse-record";
import type { Decoder, WindowForm } from "@/domain/inference/decoder";
import { hashText, type RandomKey, randomKey, uniform } from "@/domain/random";
import { RepetitionPenalty } from "@/domain/sampling/repetition-penalty";
import { isGreedy, sampleToken } from "@/domain/sampling/sample-token";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { endTokenOf } from "@/domain/tokenizer/end-token";
import { startTokens } from "@/domain/tokenizer/start-tokens";
import type { Tokenizer } from "@/domain/tokenizer/tokenizer";
import { PromptReading } from "./prompt-reading";

/**
 * The most tokens of a prompt that a model with a carried state reads. It would remember more, but has learned from
 * windows of at most 512 tokens, and what is so long ago has faded.
 */
export const MOST_PROMPT_TOKENS = 4096;

/** The model that writes: its decoder, its tokens, and how its training text was laid out. */
export interface Writer {
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
  readonly config: RunConfig;
  readonly template: string;
}

/**
 * A piece of text, which is whole characters, of a token or of what was held back; the start of another attempt, which replaces the text so far, the start of another answer behind it, or
 * a part of the prompt read.
 */
export type GeneratedPiece =
  | { readonly type: "text"; readonly text: string; readonly tokens: 0 | 1 }
  | { readonly type: "newAttempt" }
  | { readonly type: "newAnswer" }
  | { readonly type: "reading" };

/**
 * How a generation ended. Each of `texts` begins with the prompt; `tokens` are those behind the prompts, `discardedTokens`
 * those of the failed attempts before. `fields` are of the first answer that is a record, null where none is.
 */
export interface GenerationEnd {
  readonly texts: readonly string[];
  readonly tokens: number;
  readonly discardedTokens: number;
  readonly unknownCharacters: number;
  /** Tokens at the start of the prompt that are out of the model's sight and were not read. */
  readonly unreadTokens: number;
  /** How the text was read once it had outgrown the model's window; null where that never was a choice. */
  readonly window: WindowForm | null;
  readonly attempts: number;
  readonly validAttempts: number;
  readonly fields: readonly RecordField[] | null;
}

/** What all texts of a generation begin with. */
export interface Prompt {
  readonly reading: PromptReading;
  /** The prompt as far as the model sees it. */
  readonly ids: readonly number[];
}

/** What one answer came to. */
interface Answer {
  readonly text: string;
  readonly tokens: number;
  readonly discardedTokens: number;
  readonly attempts: number;
  readonly fields: readonly RecordField[] | null;
}

/**
 * Generates texts after the prompt, which is read once for all; with recordAttempts, each again until a record parses.
 * Where every text would be the same, only one is written. One yield a token, and some while the prompt is read.
 */
export function* generate(writer: Writer, sampling: SamplingConfig): Generator<GeneratedPiece, GenerationEnd> {
  const { decoder, tokenizer, config } = writer;
  const encoded = tokenizer.encode(sampling.prompt);
  const most = decoder.lookback ?? MOST_PROMPT_TOKENS;
  const ids = Array.from(encoded.ids.slice(-most));
  const before = startTokens(tokenizer.state, config, encoded.ids.length);
  const prompt = { reading: new PromptReading(decoder, [...before, ...ids].slice(-most)), ids };
  const answers: Answer[] = [];
  const wanted = isGreedy(sampling) ? 1 : sampling.answers;
  while (answers.length < wanted) {
    if (answers.length > 0) yield { type: "newAnswer" };
    answers.push(yield* writeAnswer(writer, sampling, prompt, answers.length));
  }
  const sum = (count: (answer: Answer) => number) => answers.reduce((total, answer) => total + count(answer), 0);
  return {
    texts: answers.map(({ text }) => text),
    tokens: sum(({ tokens }) => tokens),
    discardedTokens: sum((answer) => answer.discardedTokens),
    unknownCharacters: encoded.unknown,
    unreadTokens: Math.max(0, encoded.ids.length - most),
    window: decoder.form(),
    attempts: sum(({ attempts }) => attempts),
    validAttempts: sum(({ fields }) => (fields === null ? 0 : 1)),
    fields: answers.find(({ fields }) => fields !== null)?.fields ?? null,
  };
}

/** Writes one answer, by chances of its own. */
function* writeAnswer(
  writer: Writer,
  sampling: SamplingConfig,
  prompt: Prompt,
  answer: number,
): Generator<GeneratedPiece, Answer> {
  const { template, config } = writer;
  const asRecord = writesRecords(config.corpus, template) && sampling.recordAttempts > 0;
  const mostAttempts = isGreedy(sampling) ? 1 : sampling.recordAttempts;
  let discardedTokens = 0;
  for (let attempt = 1; ; attempt++) {
    const key = randomKey(hashText(sampling.seed), "sampling", attempt, answer);
    const written = yield* writeOnce(writer, sampling, prompt, key);
    const text = sampling.prompt + written.text;
    const fields = asRecord ? parseRecord(template, text, config.tokens.padToken) : null;
    if (fields !== null || !asRecord || attempt >= mostAttempts) {
      return { text, tokens: written.tokens, discardedTokens, attempts: asRecord ? attempt : 0, fields };
    }
    discardedTokens += written.tokens;
    yield { type: "newAttempt" };
  }
}

/** The settings by which one text is written. */
export type WritingRules = Pick<
  SamplingConfig,
  "temperature" | "topK" | "topP" | "repetitionPenalty" | "length" | "stop" | "stopAtEnd"
>;

/** Writes one text behind a prompt, one yield a token; padding ends it and is no part of it. */
export function* writeOnce(
  { decoder, tokenizer, config }: Writer,
  rules: WritingRules,
  { reading, ids }: Prompt,
  key: RandomKey,
): Generator<GeneratedPiece, { readonly text: string; readonly tokens: number }> {
  const penalty = new RepetitionPenalty(rules.repetitionPenalty, ids);
  const end = rules.stopAtEnd ? endTokenOf(tokenizer.state, config) : null;
  const stream = tokenizer.createStreamDecoder();
  let logits = yield* reading.begin();
  let text = "";
  let tokens = 0;
  while (tokens < rules.length) {
    penalty.apply(logits);
    const token = sampleToken(logits, rules, uniform(key, tokens));
    if (token === tokenizer.state.padId) break;
    penalty.add(token);
    tokens += 1;
    const written = stream.push(token);
    const stop = placeOf(rules.stop, text, written);
    // A token may hold the stop and more.
    const piece = stop === null ? written : written.slice(0, stop);
    text += piece;
    yield { type: "text", text: piece, tokens: 1 };
    if (stop !== null) return { text, tokens };
    if (token === end) break;
    logits = decoder.feed([token]);
  }
  const rest = stream.end();
  if (rest !== "") yield { type: "text", text: rest, tokens: 0 };
  return { text: text + rest, tokens };
}

/** Gives the place in `piece`, written behind `text`, where a stop ends; null where it does not, or is "". */
function placeOf(stop: string, text: string, piece: string): number | null {
  if (stop === "" || piece === "") return null;
  const before = text.slice(-stop.length);
  const at = (before + piece).indexOf(stop, Math.max(0, before.length - stop.length + 1));
  return at === -1 ? null : at + stop.length - before.length;
}
