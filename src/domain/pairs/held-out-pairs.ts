// Pairs that no step learned from, to be answered by a model and compared with what they say.
import { textAt } from "../texts";
import type { Tokenizer } from "../tokenizer/tokenizer";
import { encodeResponse, type PairEnd, type PairTexts } from "./encode-pairs";

/** The pairs of prepared data. */
export interface PreparedPairs extends PairTexts {
  /** Which records are held back, in the order of the validation data; none where nothing is. */
  readonly heldOut: Uint32Array;
  readonly end: PairEnd;
}

/** What a model is asked, and what the data answer. */
export interface HeldOutPair {
  readonly prompt: string;
  /** The prompt as it was cut in training. */
  readonly promptIds: readonly number[];
  /** Without the space before it and the end token. */
  readonly response: string;
  /** The response as it was cut in training, with what stands before and behind it. */
  readonly responseIds: readonly number[];
}

/** What the pair of a record says. */
export interface PairText {
  readonly prompt: string;
  readonly response: string;
}

/** Gives up to `count` held-out pairs in order, each question once. */
export function heldOutPairs(
  { pairs, tokenizer }: { readonly pairs: PreparedPairs | null; readonly tokenizer: Tokenizer },
  count: number,
): readonly HeldOutPair[] {
  if (pairs === null) return [];
  const asked = new Set<number>();
  const found: HeldOutPair[] = [];
  for (const record of pairs.heldOut) {
    if (found.length >= count) break;
    if (asked.has(pairs.questions[record])) continue;
    asked.add(pairs.questions[record]);
    const { prompt, response } = pairText(pairs, record);
    const responseText = textAt(pairs.records, record).slice(pairs.promptUnits[record]);
    found.push({
      prompt,
      promptIds: Array.from(tokenizer.encode(prompt).ids),
      response,
      responseIds: Array.from(encodeResponse(tokenizer, responseText, pairs.end).ids),
    });
  }
  return found;
}

/** Takes a record apart: the prompt as the model reads it, and the response. */
export function pairText({ records, promptUnits, end }: PreparedPairs, record: number): PairText {
  const text = textAt(records, record);
  const response = text.slice(promptUnits[record]).replace(/^ /, "");
  const isEnded = end.text !== "" && response.endsWith(end.text);
  return {
    prompt: text.slice(0, promptUnits[record]),
    response: isEnded ? response.slice(0, -end.text.length) : response,
  };
}
