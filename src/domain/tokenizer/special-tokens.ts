// Which texts count as one token: the setting's own list, or what the record template implies; and
// how they are found in a text. Padding is a special token too, kept apart because it has id 0.
import type { CorpusConfig, TokenConfig } from "../config/run-config";
import { splitTemplate, templateTags } from "../corpus/template";
import type { TextReading } from "../corpus/text-reading";

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
  const root = createBranch();
  for (const [index, token] of specials.entries()) {
    starts[token.charCodeAt(0)] = 1;
    growBranch(root, token).index = index;
  }
  return {
    mayStart: (unit) => starts[unit] === 1,
    matchAt(text, position) {
      if (starts[text.charCodeAt(position)] !== 1) return -1;
      let found = -1;
      let branch: Branch | undefined = root;
      for (let end = position; branch !== undefined; end++) {
        if (branch.index >= 0) found = branch.index;
        branch = branch.next.get(text.charCodeAt(end));
      }
      return found;
    },
  };
}

/** The tokens that begin alike, as a tree by UTF-16 units: a search costs the length of one token, not their number. */
interface Branch {
  readonly next: Map<number, Branch>;
  /** Index of the token that ends here, or -1. */
  index: number;
}

function createBranch(): Branch {
  return { next: new Map(), index: -1 };
}

/** Gives the branch on which `token` ends, grown where it is new. */
function growBranch(root: Branch, token: string): Branch {
  let branch = root;
  for (let at = 0; at < token.length; at++) {
    const unit = token.charCodeAt(at);
    const next = branch.next.get(unit) ?? createBranch();
    branch.next.set(unit, next);
    branch = next;
  }
  return branch;
}
