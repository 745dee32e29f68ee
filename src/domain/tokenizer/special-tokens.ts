// Which texts count as one token: the setting's own list, or what the record template implies; and
// how they are found in a text. Padding is a special token too, kept apart because it has id 0.
import type { CorpusConfig, TokenConfig } from "../config/run-config";
import { splitTemplate, templateTags } from "../corpus/template";
import type { TextReading } from "../corpus/text-reading";

/**
 * Lists the special tokens in vocabulary order, padding left out; `template` is the one in force, "" for a text
 * without rows, `reading` how the text was cut.
 */
export function resolveSpecialTokens(
  tokens: TokenConfig,
  corpus: CorpusConfig,
  template: string,
  reading: TextReading | null,
): readonly string[] {
  const wanted = tokens.specialTokens ?? impliedTokens(corpus, template, reading);
  return [...new Set(wanted)].filter((token) => token !== "" && token !== tokens.padToken);
}

function impliedTokens(corpus: CorpusConfig, template: string, reading: TextReading | null): readonly string[] {
  const tags = templateTags(template);
  return endTokenIsUsed(corpus, template, reading) ? [...tags, corpus.endToken] : tags;
}

function endTokenIsUsed(corpus: CorpusConfig, template: string, reading: TextReading | null): boolean {
  if (corpus.endToken === "") return false;
  const isCut = reading === "separator" && corpus.separator.trim() !== "";
  const endsPieces = isCut && corpus.separatorAction === "endToken";
  return (
    endsPieces || splitTemplate(template).some((part) => part.kind === "literal" && part.text.includes(corpus.endToken))
  );
}

/** Finds special tokens at a position of a text, the longest first. */
export interface SpecialMatcher {
  /** Whether a special token may start with this UTF-16 unit. */
  mayStart(unit: number): boolean;
  /** Gives the index (in the list that made the matcher) of the longest token at `position`, or -1. */
  matchAt(text: string, position: number): number;
}

/** Makes a matcher for a list of special tokens, none of them empty. */
export function createSpecialMatcher(specials: readonly string[]): SpecialMatcher {
  const starts = new Uint8Array(0x10000);
  for (const token of specials) starts[token.charCodeAt(0)] = 1;
  const longestFirst = specials
    .map((token, index) => ({ token, index }))
    .sort((a, b) => b.token.length - a.token.length);
  return {
    mayStart: (unit) => starts[unit] === 1,
    matchAt(text, position) {
      if (starts[text.charCodeAt(position)] === 0) return -1;
      return longestFirst.find(({ token }) => text.startsWith(token, position))?.index ?? -1;
    },
  };
}
