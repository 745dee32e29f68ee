// What two answers are compared by, after SQuAD's evaluation (Rajpurkar et al. 2016): lower case, no punctuation, no
// articles, single spaces. As MLQA (Lewis et al. 2020) does for other languages, punctuation is all of Unicode's, and
// articles are those of the language that the text is in; accents are letters and stay.
import type { Language } from "@/domain/language";
import { splitAtSpace } from "./python-space";

/** The articles that do not count, by the language of the text. */
export const ignoredArticles: { readonly [Key in Language]: readonly string[] } = {
  en: ["a", "an", "the"],
  "pt-BR": ["o", "a", "os", "as", "um", "uma", "uns", "umas"],
};

// Python's string.punctuation, some of which Unicode calls symbols, and all that Unicode calls punctuation.
const punctuation = /[!-/:-@[-`{-~\p{P}]/gu;

/** Gives the words of an answer that count; `language` is null where it is not known, and then articles do. */
export function answerWords(text: string, language: Language | null): readonly string[] {
  const words = splitAtSpace(text.toLowerCase().replace(punctuation, ""));
  const ignored = language === null ? [] : ignoredArticles[language];
  return words.filter((word) => !ignored.includes(word));
}
