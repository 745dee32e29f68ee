// When a vocabulary is so large that a model of this page learns little from it.

/** Tokens above which it is worth a word: alphabets stay under a few hundred, a wrong encoding or base64 does not. */
const LARGE_VOCABULARY = 1000;

/** Tells whether the size of a vocabulary deserves a hint. */
export function isLargeVocabulary(size: number): boolean {
  return size > LARGE_VOCABULARY;
}
