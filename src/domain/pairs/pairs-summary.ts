// What the page shows of pairs: the first ones in tokens, their lengths, and how many do not fit into a window.
import type { LengthHistogram } from "../clinic/diagnosis";
import { lengthHistogram } from "../clinic/length-histogram";
import type { TokenConfig } from "../config/run-config";
import { shortenText } from "../shorten-text";
import type { EncodedPairs } from "./encode-pairs";
import { type PreparedPairs, pairText } from "./held-out-pairs";
import { cutPair } from "./lay-sequences";

const PREVIEW_PAIRS = 6;
/** UTF-16 units of a prompt or response that cross to the page. */
const PREVIEW_UNITS = 600;

/** Facts of prepared pairs. */
export interface PairsSummary {
  /** Pairs, and different prompts among them. */
  readonly pairs: number;
  readonly questions: number;
  readonly preview: readonly PreviewPair[];
  /** In tokens, the separator with the prompt and the end token with the response. */
  readonly lengths: {
    readonly prompt: LengthHistogram;
    readonly response: LengthHistogram;
    readonly pair: LengthHistogram;
  };
  /** Pairs of more than contextLength + 1 tokens. */
  readonly long: number;
  /** Of those, where each pair is a window: prompts that lose their beginning, responses that lose their end. */
  readonly cutPrompts: number;
  readonly cutResponses: number;
}

/** One pair; texts are shortened. */
export interface PreviewPair {
  readonly prompt: string;
  readonly response: string;
  readonly promptTokens: number;
  readonly responseTokens: number;
}

/** Sums up pairs, which are one or more, encoded in an order. */
export function summarizePairs(
  pairs: PreparedPairs,
  encoded: EncodedPairs,
  order: Uint32Array | null,
  { contextLength, layout }: Pick<TokenConfig, "contextLength" | "layout">,
): PairsSummary {
  const { promptTokens, responseTokens } = encoded;
  const lengths = promptTokens.map((length, pair) => length + responseTokens[pair]);
  const room = contextLength + 1;
  let [long, cutPrompts, cutResponses] = [0, 0, 0];
  for (const [pair, length] of lengths.entries()) {
    if (length <= room) continue;
    long++;
    if (layout !== "records") continue;
    const cut = cutPair(promptTokens[pair], responseTokens[pair], room);
    if (cut.prompt < promptTokens[pair]) cutPrompts++;
    if (cut.response < responseTokens[pair]) cutResponses++;
  }
  return {
    pairs: lengths.length,
    questions: new Set(pairs.questions).size,
    preview: firstPairs(pairs, encoded, order),
    lengths: {
      prompt: lengthHistogram(promptTokens),
      response: lengthHistogram(responseTokens),
      pair: lengthHistogram(lengths),
    },
    long,
    cutPrompts,
    cutResponses,
  };
}

function firstPairs(
  pairs: PreparedPairs,
  { promptTokens, responseTokens }: EncodedPairs,
  order: Uint32Array | null,
): readonly PreviewPair[] {
  return Array.from({ length: Math.min(PREVIEW_PAIRS, pairs.records.length) }, (_, record) => {
    const { prompt, response } = pairText(pairs, record);
    const place = order === null ? record : order.indexOf(record);
    return {
      prompt: shortened(prompt),
      response: shortened(response),
      promptTokens: promptTokens[place],
      responseTokens: responseTokens[place],
    };
  });
}

function shortened(text: string): string {
  return text.length > PREVIEW_UNITS ? `${shortenText(text, PREVIEW_UNITS)}…` : text;
}
