// Which language answers are in, by the commonest words of each; for the articles that do not count.
import type { Language } from "@/domain/language";
import { rougeWords } from "./rouge";

/** Words that one language has everywhere and the other hardly ever. */
const commonWords: { readonly [Key in Language]: readonly string[] } = {
  en: ["the", "of", "and", "to", "is", "was", "are", "with", "for", "that", "this", "what", "which", "who", "in", "on"],
  "pt-BR": [
    "de",
    "que",
    "e",
    "o",
    "os",
    "um",
    "uma",
    "em",
    "da",
    "do",
    "das",
    "dos",
    "na",
    "no",
    "com",
    "é",
    "não",
    "foi",
  ],
};

/** A language must have so many times the common words of the other. */
const CLEARLY = 3;

/** Guesses the language of texts; null where their words speak for none clearly. */
export function guessLanguage(texts: readonly string[]): Language | null {
  const words = texts.flatMap(rougeWords);
  const count = (language: Language) => words.filter((word) => commonWords[language].includes(word)).length;
  const [english, portuguese] = [count("en"), count("pt-BR")];
  if (english > CLEARLY * portuguese) return "en";
  return portuguese > CLEARLY * english ? "pt-BR" : null;
}
