// Which ids of a tokenizer are special tokens, whatever its kind.
import type { TokenizerState } from "./tokenizer";

/** Lists the ids of the special tokens, padding included, ascending. */
export function specialIds(state: TokenizerState): readonly number[] {
  if (state.kind === "byteBpe") return state.specialIds;
  return Array.from({ length: state.specialCount }, (_, id) => id);
}

/** Lists the texts of the special tokens, padding included, by ascending id. */
export function specialTokens(state: TokenizerState): readonly string[] {
  return specialIds(state).map((id) => state.vocabulary[id]);
}

/** Tells whether an id is a special token. */
export function isSpecialId(state: TokenizerState, id: number): boolean {
  return state.kind === "byteBpe" ? state.specialIds.includes(id) : id < state.specialCount;
}

/** Gives the id of the special token with this text, null where there is none. */
export function specialIdOf(state: TokenizerState, text: string): number | null {
  return specialIds(state).find((id) => state.vocabulary[id] === text) ?? null;
}
