// Finds what a prompt holds that the model has never seen.
import { specialTokens } from "@/domain/tokenizer/special-ids";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";

/** Lists, each once, the characters of `prompt` that no token of the vocabulary can spell. */
export function unknownCharacters(prompt: string, tokenizer: TokenizerState): readonly string[] {
  // Bytes spell every character.
  if (tokenizer.kind === "byteBpe") return [];
  const spelled = specialTokens(tokenizer).reduce((text, token) => text.replaceAll(token, ""), prompt);
  const known = new Set(tokenizer.vocabulary);
  return [...new Set(spelled)].filter((character) => !known.has(character));
}
