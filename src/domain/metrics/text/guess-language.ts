// Which language answers are in, by the commonest words of each; for the articles that do not count.
import type { Language } from "@/domain/language";
import { rougeWords } from "./rouge";

/** Words that one language has everywhere and the other hardly ever, a short text among them. */
const commonWords: { readonly [Key in Language]: ReadonlySet<string> } = {
  en: wordSet(
    "the of and to is was are with for that this what which who in on when where why how did does it by from at an be",
    "can must has have there they their not",
  ),
  "pt-BR": wordSet(
    "de que e o os um uma em da das dos na nas nos com é não foi são qual quais quem quando quantos quantas onde por para",
    "pelo pela ao à aos às se mais como também era foram tem pode deve ele ela seu sua uns umas",
  ),
};

/** A language must have so many times the common words of the other. */
const CLEARLY = 3;

/** Guesses the language of texts; null where their words speak for none clearly. */
export function guessLanguage(texts: readonly string[]): Language | null {
  const words = texts.flatMap(rougeWords);
  const count = (language: Language) => words.filter((word) => commonWords[language].has(word)).length;
  const [english, portuguese] = [count("en"), count("pt-BR")];
  if (english > CLEARLY * portuguese) return "en";
  return portuguese > CLEARLY * english ? "pt-BR" : null;
}

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}
