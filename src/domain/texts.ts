// Lists of texts, of which there may be millions.

/** Texts in order: a list of them, or what makes each one when it is asked for. */
export interface Texts extends Iterable<string> {
  readonly length: number;
  at(index: number): string | undefined;
}

/** Gives one of the texts. */
export function textAt(texts: Texts, index: number): string {
  const text = texts.at(index);
  if (text === undefined) throw new Error(`textAt: expected an index below ${texts.length}, got ${index}`);
  return text;
}
