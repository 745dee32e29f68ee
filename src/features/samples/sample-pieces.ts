// Cuts a sample at its special tokens, so that they can be shown as tags and records on lines of their own.

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

/** Cuts `text` at every special token, the longest first where one begins another. */
export function samplePieces(text: string, specialTokens: readonly string[]): readonly SamplePiece[] {
  const tokens = specialTokens.filter((token) => token !== "").sort((left, right) => right.length - left.length);
  if (tokens.length === 0) return text === "" ? [] : [{ kind: "text", text }];
  const pattern = new RegExp(`(${tokens.map(escapePattern).join("|")})`, "u");
  return text
    .split(pattern)
    .map((part, index) => ({ part, special: index % 2 === 1 }))
    .filter(({ part }) => part !== "")
    .map(({ part, special }) =>
      special ? { kind: "special", token: part, name: tagName(part) } : { kind: "text", text: part },
    );
}

/** Shortens `<name>` and `<|end|>` to what stands inside the brackets. */
export function tagName(token: string): string {
  return /^<\|?([^<>|]+)\|?>$/u.exec(token)?.[1] ?? token;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
