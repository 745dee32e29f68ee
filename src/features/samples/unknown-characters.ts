// Finds what a prompt holds that the model has never seen.

/** Lists, each once, the characters of `prompt` that no token of the vocabulary can spell. */
export function unknownCharacters(
  prompt: string,
  vocabulary: readonly string[],
  specialCount: number,
): readonly string[] {
  const specials = vocabulary.slice(0, specialCount);
  const spelled = specials.reduce((text, token) => text.replaceAll(token, ""), prompt);
  const known = new Set(vocabulary);
  return [...new Set(spelled)].filter((character) => !known.has(character));
}
