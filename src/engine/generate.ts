// Writing text with a trained model, one token at a time. How tokens are read, and what of the text is carried along,
// is the business of the decoder.
import type { RunConfig } from "@/domain/config/run-config";
import { parseRecord, type RecordField } from "@/domain/corpus/parse-record";
import type { Decoder, WindowForm } from "@/domain/inference/decoder";
import { hashText, type RandomKey, randomKey, uniform } from "@/domain/random";
import { isGreedy, sampleToken } from "@/domain/sampling/sample-token";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { startTokens } from "@/domain/tokenizer/start-tokens";
import type { Tokenizer } from "@/domain/tokenizer/tokenizer";

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

/** A piece of text, the start of another attempt, which replaces all text so far, or a part of the prompt read. */
export type GeneratedPiece =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "newAttempt" }
  | { readonly type: "reading" };

/**
 * How a generation ended. `text` begins with the prompt and has `tokens` tokens behind it; `discardedTokens` are of
 * the failed attempts before. `fields` is null where no record parsed.
 */
export interface GenerationEnd {
  readonly text: string;
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

/**
 * Generates text after the prompt; with recordAttempts, again until a record parses, unless every attempt would be
 * the same. One yield a token, and some while the prompt is read.
 */
export function* generate(writer: Writer, sampling: SamplingConfig): Generator<GeneratedPiece, GenerationEnd> {
  const { decoder, tokenizer, config, template } = writer;
  const prompt = tokenizer.encode(sampling.prompt);
  const most = decoder.lookback ?? MOST_PROMPT_TOKENS;
  const before = startTokens(tokenizer.state, config, prompt.ids.length);
  const prefix = [...before, ...prompt.ids.slice(-most)].slice(-most);
  const asRecord = template !== "" && sampling.recordAttempts > 0;
  const mostAttempts = isGreedy(sampling) ? 1 : sampling.recordAttempts;
  let discardedTokens = 0;
  for (let attempt = 1; ; attempt++) {
    const key = randomKey(hashText(sampling.seed), "sampling", attempt);
    const written = yield* writeOnce(writer, sampling, prefix, key);
    const text = sampling.prompt + written.text;
    const fields = asRecord ? parseRecord(template, text, config.tokens.padToken) : null;
    if (fields !== null || !asRecord || attempt >= mostAttempts) {
      return {
        text,
        tokens: written.tokens,
        discardedTokens,
        unknownCharacters: prompt.unknown,
        unreadTokens: Math.max(0, prompt.ids.length - most),
        window: decoder.form(),
        attempts: asRecord ? attempt : 0,
        validAttempts: fields === null ? 0 : 1,
        fields,
      };
    }
    discardedTokens += written.tokens;
    yield { type: "newAttempt" };
  }
}

function* writeOnce(
  { decoder, tokenizer }: Writer,
  sampling: SamplingConfig,
  prefix: readonly number[],
  key: RandomKey,
): Generator<GeneratedPiece, { readonly text: string; readonly tokens: number }> {
  decoder.reset();
  let logits = yield* readPrompt(decoder, prefix);
  let text = "";
  for (let count = 0; count < sampling.length; count++) {
    const token = sampleToken(logits, sampling, uniform(key, count));
    if (token === tokenizer.state.padId) {
      return { text, tokens: count };
    }
    const piece = tokenizer.decode([token]);
    text += piece;
    yield { type: "text", text: piece };
    if (sampling.stop !== "" && text.endsWith(sampling.stop)) {
      return { text, tokens: count + 1 };
    }
    logits = decoder.feed([token]);
  }
  return { text, tokens: sampling.length };
}

/** Feeds at least one token, with a yield between pieces; gives the logits that follow the last. */
function* readPrompt(decoder: Decoder, prefix: readonly number[]): Generator<GeneratedPiece, Float32Array> {
  for (let done = 0; ; ) {
    const logits = decoder.feed(prefix.slice(done, done + decoder.stride));
    done += decoder.stride;
    if (done >= prefix.length) return logits;
    yield { type: "reading" };
  }
}
