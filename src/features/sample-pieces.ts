// Cuts a sample at its special tokens, so that they can be shown as tags and records on lines of their own.
import { markedPieces } from "@/domain/tokenizer/marked-pieces";

/** A stretch of a sample: plain text, or one special token with the short name on its tag. */
export type SamplePiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "special"; readonly token: string; readonly name: string };

/** Cuts `text` into lines of pieces; a line ends after `endToken` ("" for none). */
export function sampleLines(
  text: string,
  specialTokens: readonly string[],
  endToken: string,
): readonly (readonly SamplePiece[])[] {
  const lines: SamplePiece[][] = [[]];
  for (const piece of samplePieces(text, specialTokens)) {
    lines.at(-1)?.push(piece);
    if (piece.kind === "special" && piece.token === endToken) lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

/** Cuts `text` at every special token. */
export function samplePieces(text: string, specialTokens: readonly string[]): readonly SamplePiece[] {
  return markedPieces(text, specialTokens).map((piece) =>
    piece.isMark
      ? { kind: "special", token: piece.text, name: tagName(piece.text) }
      : { kind: "text", text: piece.text },
  );
}

/** Shortens `<name>` and `<|end|>` to what stands inside the brackets. */
export function tagName(token: string): string {
  return /^<\|?([^<>|]+)\|?>$/u.exec(token)?.[1] ?? token;
}
