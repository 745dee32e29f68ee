// Asking a model one question: how well it expected the right answer, and what it writes instead, from one reading of the
// prompt.
import type { RandomKey } from "@/domain/random";
import type { SpokenAnswer } from "@/domain/run/comparison";
import { endTokenOf } from "@/domain/tokenizer/end-token";
import { type GeneratedPiece, type Writer, type WritingRules, writeOnce } from "./generate";
import { PromptReading } from "./prompt-reading";

/** A prompt as the model reads it, and the tokens that should follow. */
export interface Question {
  /** What stands before the prompt and the prompt itself, at least one token. */
  readonly promptIds: readonly number[];
  readonly referenceIds: readonly number[];
}

/** Asks; one yield a token. The text of the answer has no white space around it and no end token. */
export function* answerQuestion(
  writer: Writer,
  { promptIds, referenceIds }: Question,
  rules: WritingRules,
  key: RandomKey,
): Generator<GeneratedPiece, SpokenAnswer> {
  const { decoder, tokenizer, config } = writer;
  const most = decoder.lookback ?? promptIds.length;
  const ids = promptIds.slice(-most);
  const prompt = { reading: new PromptReading(decoder, ids), ids };
  const loss = yield* referenceLoss(writer, prompt.reading, referenceIds);
  const { text } = yield* writeOnce(writer, rules, prompt, key);
  const end = endTokenOf(tokenizer.state, config);
  const endText = end === null ? "" : tokenizer.decode([end]);
  const answer = endText !== "" && text.endsWith(endText) ? text.slice(0, -endText.length) : text;
  return { text: answer.trim(), loss: Number.isFinite(loss) ? loss : null, tokens: referenceIds.length };
}

/** Gives the cross-entropy of the reference summed over its tokens, in nats, each token behind all before it. */
function* referenceLoss(
  { decoder }: Writer,
  reading: PromptReading,
  reference: readonly number[],
): Generator<GeneratedPiece, number> {
  let logits = yield* reading.begin();
  let loss = 0;
  for (const [at, id] of reference.entries()) {
    loss += logSumExp(logits) - logits[id];
    if (at === reference.length - 1) break;
    logits = decoder.feed([id]);
    yield { type: "reading" };
  }
  return loss;
}

function logSumExp(logits: Float32Array): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > greatest) greatest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - greatest);
  return greatest + Math.log(sum);
}
