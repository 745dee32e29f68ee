// Words that mix alphabets by letters that look alike, as in "pаypal" with a Cyrillic а: they are found and written
// in one alphabet. The pairs are those letters of Unicode's confusables (UTS #39) that are drawn the same.

/** A word that mixes alphabets, by its place in UTF-16 units, and how it reads in one. */
export interface MixedWord {
  readonly at: number;
  readonly word: string;
  readonly mended: string;
}

const CYRILLIC = "аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХҮԌԚԜ";
const CYRILLIC_LATIN = "aeopcyxijshdqwABESIJKMHOPCTYXYGQW";
const GREEK = "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
const GREEK_LATIN = "oABEZHIKMNOPTYX";

const toLatin = pairs(CYRILLIC + GREEK, CYRILLIC_LATIN + GREEK_LATIN);
const toOther = { cyrillic: pairs(CYRILLIC_LATIN, CYRILLIC), greek: pairs(GREEK_LATIN, GREEK) };

const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const WORD = /[\p{L}\p{M}]+/gu;
const LATIN = /\p{Script=Latin}/gu;
const OTHER = { cyrillic: /\p{Script=Cyrillic}/gu, greek: /\p{Script=Greek}/gu };

/** Tells whether a character is of an alphabet whose letters look like Latin ones. */
export function isForeign(character: string): boolean {
  return FOREIGN.test(character);
}

/** Yields the mixed words of a text that one alphabet can write. */
export function* mixedWords(text: string): Generator<MixedWord, void> {
  if (!FOREIGN.test(text)) return;
  for (const match of text.matchAll(WORD)) {
    const mended = inOneAlphabet(match[0]);
    if (mended !== null) yield { at: match.index, word: match[0], mended };
  }
}

/** Writes the mixed words of a text in the alphabet of most of their letters, Latin where both have as many. */
export function replaceLookAlikes(text: string): { readonly text: string; readonly count: number } {
  if (!FOREIGN.test(text)) return { text, count: 0 };
  let count = 0;
  const mended = text.replace(WORD, (word) => {
    const written = inOneAlphabet(word);
    if (written === null) return word;
    count++;
    return written;
  });
  return { text: mended, count };
}

/** Gives a mixed word in one alphabet; null for a word that mixes none, or by letters that do not look alike. */
function inOneAlphabet(word: string): string | null {
  const latin = word.match(LATIN)?.length ?? 0;
  if (latin === 0) return null;
  for (const name of ["cyrillic", "greek"] as const) {
    const other = word.match(OTHER[name])?.length ?? 0;
    if (other === 0) continue;
    const [pairsToUse, replaced] = other > latin ? [toOther[name], LATIN] : [toLatin, OTHER[name]];
    const mended = word.replace(replaced, (letter) => pairsToUse.get(letter) ?? letter);
    return mended.match(replaced) === null ? mended : null;
  }
  return null;
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const letters = [...to];
  return new Map([...from].map((letter, index) => [letter, letters[index] ?? letter]));
}
