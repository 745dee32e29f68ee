// Finds what a prompt holds that the model has never seen.

/** Lists, each once, the characters of `prompt` that no token of the vocabulary can spell. */
export function unknownCharacters(
  prompt: string,
  vocabulary: readonly string[],
  specialCount: number,
): readonly string[] {
  const characters = new Set(vocabulary.slice(specialCount));
  const specials = vocabulary.slice(0, specialCount).filter((token) => token !== "");
  const spelled = specials.reduce((text, token) => text.replaceAll(token, ""), prompt);
  return [...new Set(Array.from(spelled))].filter((character) => !characters.has(character));
}
