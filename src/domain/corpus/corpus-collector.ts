// Keeps cleaned records, without duplicates where asked, and what the report tells of them.
import type { CorpusConfig } from "../config/run-config";
import { HashIndex, UnitSurvey } from "../hash-index";
import { LONGEST_PACKED, PackedTexts } from "../packed-texts";
import { failure, type Result, success } from "../result";
import { textOfUnits, type Units, withRoom, writeUnits } from "../text-units";
import { textAt } from "../texts";
import type { Cleaner } from "./clean";
import { countCodePoints, countPairs } from "./code-points";
import { type CleaningKind, type CleaningLog, type Corpus, NO_MENDS } from "./corpus";
import type { TextReading } from "./text-reading";

/** Takes the records of one source in order. */
export interface CorpusCollector {
  /** Notes a record that is dropped, with what the finding is about: the column that it lacks, or the line of its twin. */
  drop(kind: CleaningKind, line: number, text: string | (() => string), about?: string): void;
  /** Takes a record; `length` is its number of code points, where that is known. False for one that repeats another. */
  add(record: string, line: number, length?: number): boolean;
  /** Takes a record that stands at the beginning of an array of UTF-16 units. */
  addUnits(units: Units, length: number, line: number): boolean;
  /** Gives a record that was taken, by its place among them. */
  recordAt(index: number): string;
  /** Gives the line on which it starts. */
  lineAt(index: number): number;
  /** Errors: corpusEmpty. */
  finish(cleaner: Cleaner, template: string, reading: TextReading | null, needed: readonly string[]): Result<Corpus>;
}

/** Creates an empty collector, of so many records as are expected. */
export function createCollector(
  { removeDuplicates }: Pick<CorpusConfig, "removeDuplicates">,
  log: CleaningLog,
  expected = 0,
): CorpusCollector {
  const records = new PackedTexts();
  const lines: number[] = [];
  /** The records that were seen, by their hash. */
  const seen = removeDuplicates ? new HashIndex(expected) : null;
  const survey = new UnitSurvey();
  let scratch = new Uint16Array(0);
  let read = 0;
  let characters = 0;

  /** Tells whether a record was seen before, and keeps it in mind; `text` is asked for only where it is told. */
  function isRepeated(hash: number, isSame: (index: number) => boolean, line: number, text: () => string): boolean {
    read++;
    if (seen === null) return false;
    const before = seen.find(hash, isSame);
    if (before === -1) seen.add(hash, records.length);
    else log.add("duplicate", line, text, 1, String(lines[before]));
    return before !== -1;
  }

  function addUnits(units: Units, length: number, line: number): boolean {
    const isSame = (index: number): boolean => records.isSame(index, units, length);
    survey.look(units, length);
    if (isRepeated(survey.hash, isSame, line, () => textOfUnits(units, 0, length))) return false;
    records.addUnits(units, length, survey.isNarrow);
    lines.push(line);
    characters += length - (survey.isNarrow ? 0 : countPairs(units, 0, length));
    return true;
  }

  /** A long record stays a text, told from others by its start and then as a whole. */
  function addLong(record: string, line: number, points: number): boolean {
    scratch = withRoom(scratch, LONGEST_PACKED);
    writeUnits(record.slice(0, LONGEST_PACKED), scratch, 0);
    const isSame = (index: number): boolean => records.at(index) === record;
    survey.look(scratch, LONGEST_PACKED);
    if (isRepeated(survey.hash, isSame, line, () => record)) return false;
    records.addLong(record);
    lines.push(line);
    characters += points;
    return true;
  }

  return {
    drop(kind, line, text, about) {
      read++;
      log.add(kind, line, text, 1, about);
    },
    add(record, line, points) {
      if (record.length > LONGEST_PACKED) return addLong(record, line, points ?? countCodePoints(record));
      scratch = withRoom(scratch, record.length);
      writeUnits(record, scratch, 0);
      return addUnits(scratch, record.length, line);
    },
    addUnits(units, length, line) {
      if (length > LONGEST_PACKED) return this.add(textOfUnits(units, 0, length), line);
      return addUnits(units, length, line);
    },
    recordAt: (index) => textAt(records, index),
    lineAt: (index) => lines[index],
    finish(cleaner, template, reading, needed) {
      if (records.length === 0) return failure({ code: "corpusEmpty" });
      const { findings } = log;
      const mends = { ...NO_MENDS, ...cleaner.counts };
      const report = { reading, needed, read, findings, mends, pairs: null, kept: records.length, characters };
      return success({ records, lines, report, template, marks: [], pairs: null });
    },
  };
}
