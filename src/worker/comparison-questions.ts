// What a comparison asks, and how each model reads it: by its own tokens, behind what stood before records in its training.
import { heldOutPairs } from "@/domain/pairs/held-out-pairs";
import { startTokens } from "@/domain/tokenizer/start-tokens";
import { type HeldOutQuestion, windowQuestions } from "@/domain/windows/window-questions";
import type { Question } from "@/engine/answer-question";
import type { Writer } from "@/engine/generate";
import type { RunData } from "./plan-request";

/** The questions of a comparison, by the tokens of the tuned model. */
export interface AskedQuestions {
  readonly kind: "pairs" | "windows";
  readonly questions: readonly HeldOutQuestion[];
}

/** Takes up to `count` questions from what is held back of a run's data. */
export function questionsOf({ windows, tokenizer, pairs }: RunData, count: number): AskedQuestions {
  if (pairs !== null) {
    const questions = heldOutPairs({ pairs, tokenizer }, count).map(({ response, responseIds, ...asked }) => ({
      ...asked,
      reference: response,
      referenceIds: responseIds,
    }));
    return { kind: "pairs", questions };
  }
  return { kind: "windows", questions: windowQuestions(windows, tokenizer, count) };
}

/** Gives a question as a model reads it; `isOwn` where its tokens are those that the questions are in. */
export function questionFor(
  { kind }: AskedQuestions,
  { prompt, promptIds, reference, referenceIds }: HeldOutQuestion,
  { tokenizer, config }: Writer,
  isOwn: boolean,
): Question {
  const ids = isOwn ? promptIds : Array.from(tokenizer.encode(prompt).ids);
  const expected = isOwn ? referenceIds : Array.from(tokenizer.encode(reference).ids);
  // A window is cut out of the middle of a text.
  const before = kind === "windows" ? [] : startTokens(tokenizer.state, config, ids.length);
  return { promptIds: [...before, ...ids], referenceIds: expected };
}
