// What a byte-level tokenizer out of a file must keep, so that it can be made and its tokens be told apart.
import type { ByteBpeState } from "./tokenizer";

/** Most tokens that are read: five times GPT-2's. */
export const MOST_TOKENS = 1 << 18;

/** Names the rule that a state breaks, null for none. */
export function brokenBytePairRule({
  vocabulary,
  merges,
  specialIds,
}: ByteBpeState): "specialTokens" | "repeatedToken" | "merges" | null {
  const special = new Set(specialIds);
  if (special.size < specialIds.length || specialIds.some((id) => id >= vocabulary.length)) return "specialTokens";
  const others = vocabulary.filter((_, id) => !special.has(id));
  const names = specialIds.map((id) => vocabulary[id]);
  if (new Set(names).size < names.length || new Set(others).size < others.length) return "repeatedToken";
  const known = new Set(vocabulary);
  return new Set(merges).size < merges.length || brokenMerge(merges, known) !== null ? "merges" : null;
}

/** Gives the first merge that is no pair of tokens that gives a token, null where all are. */
export function brokenMerge(merges: readonly string[], known: ReadonlySet<string>): string | null {
  return merges.find((merge) => !isMerge(merge, known)) ?? null;
}

function isMerge(merge: string, known: ReadonlySet<string>): boolean {
  const [left, right, ...more] = merge.split(" ");
  return more.length === 0 && right !== undefined && [left, right, left + right].every((token) => known.has(token));
}
