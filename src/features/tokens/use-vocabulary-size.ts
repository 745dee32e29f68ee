// How many characters the tokens are made of.
import { useData } from "@/state/use-app";

/** Of pieces there are as many as were asked for: only characters count; 0 for pieces and without data. */
export function useVocabularySize(): number {
  return useData(({ prepared }) =>
    prepared?.tokenizer.kind === "character" ? prepared.tokenizer.vocabulary.length : 0,
  );
}
