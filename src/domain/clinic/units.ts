// What is looked at one by one: the records, or the lines of a text that is a single record.
import type { Corpus } from "../corpus/corpus";
import { type Texts, textAt } from "../texts";

/** UTF-16 units between two progress reports. */
const STEP_UNITS = 1 << 20;

/** Texts with the lines on which they start. */
export interface Units {
  readonly unit: "record" | "line";
  readonly texts: Texts;
  readonly lines: readonly number[];
}

/**
 * Gives the records of a corpus, or the lines of its only record where it is a plain text; blank lines left out; yields
 * the share done.
 */
export function* unitsOf({ records, lines, template }: Corpus): Generator<number, Units> {
  if (records.length > 1 || template !== "") return { unit: "record", texts: records, lines };
  const texts: string[] = [];
  const starts: number[] = [];
  const text = textAt(records, 0);
  let nextStep = 0;
  for (let from = 0, index = 0; from < text.length; index++) {
    const lineBreak = text.indexOf("\n", from);
    const until = lineBreak === -1 ? text.length : lineBreak;
    const line = text.slice(from, until);
    if (line.trim() !== "") {
      texts.push(line);
      starts.push(lines[0] + index);
    }
    from = until + 1;
    if (from < nextStep) continue;
    nextStep = from + STEP_UNITS;
    yield from / text.length;
  }
  return texts.length === 0 ? { unit: "record", texts: records, lines } : { unit: "line", texts, lines: starts };
}
