// Text in which characters that do not show are written by their codes.
import { kindOf } from "@/domain/clinic/character-kinds";

/** Gives the code of a character as Unicode writes it, without the U+. */
export function codeOf(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}

/** A text with every character to be seen. */
export function VisibleText({ text }: { readonly text: string }) {
  return [...text]
    .map((character) => (kindOf(character) === null ? character : `⟨U+${codeOf(character.codePointAt(0) ?? 0)}⟩`))
    .join("");
}
