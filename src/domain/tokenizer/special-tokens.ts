// Which texts count as one token: the setting's own list, or what the record template implies; and
// how they are found in a text. Padding is a special token too, kept apart because it has id 0.

import type { CorpusConfig, TokenConfig } from "../config/run-config";
import { splitTemplate, templateTags } from "../corpus/template";
import type { TextReading } from "../corpus/text-reading";
import type { Units } from "../text-units";

/**
 * Lists the special tokens in vocabulary order, padding left out; `template` is the one in force, "" for a text
 * without rows, `reading` how the text was cut, `marks` those inside its records.
 */
export function resolveSpecialTokens(
  tokens: TokenConfig,
  corpus: CorpusConfig,
  template: string,
  reading: TextReading | null,
  marks: readonly string[] = [],
): readonly string[] {
  const wanted = tokens.specialTokens ?? [...impliedTokens(corpus, template, reading), ...marks];
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

/** Finds special tokens at a place among the UTF-16 units of a text, the longest first. */
export interface SpecialMatcher {
  /** Units of the longest special token. */
  readonly reach: number;
  /** Whether a special token may start with this UTF-16 unit. */
  mayStart(unit: number): boolean;
  /** Gives the index (in the list that made the matcher) of the longest token at `position` of a text that ends at `end`, or -1. */
  matchAt(units: Units, position: number, end: number): number;
}

/** Makes a matcher for a list of special tokens, none of them empty. */
export function createSpecialMatcher(specials: readonly string[]): SpecialMatcher {
  const tree = growTree(specials);
  const { letterOf, letters, next, tokens } = tree;
  const starts = new Uint8Array(0x10000);
  for (const token of specials) starts[token.charCodeAt(0)] = 1;
  return {
    reach: specials.reduce((longest, { length }) => Math.max(longest, length), 0),
    mayStart: (unit) => starts[unit] === 1,
    matchAt(units, position, end) {
      if (starts[units[position]] !== 1) return -1;
      let found = -1;
      let branch = 0;
      for (let at = position; at < end; at++) {
        const letter = letterOf[units[at]];
        if (letter === 0) break;
        branch = next[branch * letters + letter];
        if (branch === 0) break;
        if (tokens[branch] >= 0) found = tokens[branch];
      }
      return found;
    },
  };
}

/** The tokens that begin alike, as a tree by UTF-16 units: a search costs the length of one token, not their number. */
interface TokenTree {
  /** Number of each unit that a token holds, from 1; 0 for the others. */
  readonly letterOf: Uint16Array;
  readonly letters: number;
  /** Branch behind each branch by letter, 0 for none; the root is branch 0. */
  readonly next: Int32Array;
  /** Index of the token that ends on each branch, or -1. */
  readonly tokens: Int32Array;
}

function growTree(specials: readonly string[]): TokenTree {
  const letterOf = new Uint16Array(0x10000);
  let letters = 1;
  let branches = 1;
  for (const token of specials) {
    branches += token.length;
    for (let at = 0; at < token.length; at++)
      if (letterOf[token.charCodeAt(at)] === 0) letterOf[token.charCodeAt(at)] = letters++;
  }
  const next = new Int32Array(branches * letters);
  const tokens = new Int32Array(branches).fill(-1);
  let newest = 0;
  for (const [index, token] of specials.entries()) {
    let branch = 0;
    for (let at = 0; at < token.length; at++) {
      const place = branch * letters + letterOf[token.charCodeAt(at)];
      if (next[place] === 0) next[place] = ++newest;
      branch = next[place];
    }
    tokens[branch] = index;
  }
  return { letterOf, letters, next, tokens };
}
