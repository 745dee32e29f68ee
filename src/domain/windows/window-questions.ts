// Held-out windows as questions, for data that has none: the first half is the prompt, the second what should follow.
import type { Tokenizer } from "../tokenizer/tokenizer";
import { type TokenWindows, windowLengths, windowStarts } from "./token-windows";

/** What a model is asked, what should follow, and both as tokens. */
export interface HeldOutQuestion {
  readonly prompt: string;
  readonly promptIds: readonly number[];
  readonly reference: string;
  readonly referenceIds: readonly number[];
}

/** Gives up to `count` windows of the validation data, evenly spaced; none that is padding in either half. */
export function windowQuestions(
  { tokens, validation, contextLength }: TokenWindows,
  tokenizer: Tokenizer,
  count: number,
): readonly HeldOutQuestion[] {
  const startOf = windowStarts(validation);
  const lengthOf = windowLengths(validation, contextLength);
  const { padId } = tokenizer.state;
  const wanted = Math.min(count, validation.count);
  const questions: HeldOutQuestion[] = [];
  for (let place = 0; place < wanted; place++) {
    const index = Math.floor((place * validation.count) / wanted);
    const ids = Array.from(tokens.subarray(startOf(index), startOf(index) + lengthOf(index) + 1));
    const half = Math.ceil(ids.length / 2);
    const promptIds = ids.slice(0, half);
    const referenceIds = untilPadding(ids.slice(half), padId);
    const prompt = tokenizer.decode(promptIds.filter((id) => id !== padId));
    if (prompt === "" || referenceIds.length === 0) continue;
    questions.push({ prompt, promptIds, reference: tokenizer.decode(referenceIds).trim(), referenceIds });
  }
  return questions;
}

function untilPadding(ids: readonly number[], padId: number | null): readonly number[] {
  const end = padId === null ? -1 : ids.indexOf(padId);
  return end < 0 ? ids : ids.slice(0, end);
}
