// From a parsed source to the records that train: clean, drop, render, in small steps so that the
// worker can report progress and be cancelled between them.
import { mendCorpus } from "../clinic/mend-corpus";
import { endOfGap } from "../clinic/over-texts";
import type { CorpusConfig } from "../config/run-config";
import { pairSteps } from "../pairs/pair-rows";
import { hasPairs } from "../pairs/pair-template";
import { automaticTemplate } from "./automatic-template";
import { createCleaner } from "./clean";
import { countCodePoints } from "./code-points";
import type { CleaningKind, Corpus, CorpusSteps } from "./corpus";
import { createCollector } from "./corpus-collector";
import { countBreaks } from "./count-breaks";
import { createFindingLog } from "./finding";
import { neededColumns } from "./needed-fields";
import { RowCleaning } from "./row-cleaning";
import type { Source, SourceRow, SourceRows } from "./source";
import { notedNames } from "./source-note";
import { bindTemplate } from "./template";
import { textPieces } from "./text-pieces";
import { type TextReading, textReading, textTemplate } from "./text-reading";
import { blockRows, headingRows, lineRows, markedRows } from "./text-rows";

/** Work between two progress reports; about 10 ms. */
const STEP_CHARACTERS = 1 << 20;

/**
 * Builds a corpus in steps: what clean.ts does to each value, incomplete records, template, duplicates, then what
 * mend-corpus.ts does to the records. Errors: templateUnknownColumn, templateWithoutColumn, corpusEmpty.
 */
export function* buildCorpus(source: Source, config: CorpusConfig): CorpusSteps {
  const cleaned = yield* cleanRecords(source, config);
  if (!cleaned.ok) return cleaned;
  const above = config.cutFrontMatter && source.kind === "text" ? (source.shape.frontMatter?.above ?? 0) : 0;
  const corpus = above > 0 ? withLinesAbove(cleaned.value, above) : cleaned.value;
  const marks = notedNames(source.facts.notes, "speaker").map((mark) => (config.lowercase ? mark.toLowerCase() : mark));
  return yield* mendCorpus({ ...corpus, marks }, config);
}

/** Counts the lines of records and findings in the file, of which some above the text were cut. */
function withLinesAbove(corpus: Corpus, above: number): Corpus {
  const findings = corpus.report.findings.map(({ kind, count, places }) => ({
    kind,
    count,
    places: places.map((place) => ({
      ...place,
      line: place.line + above,
      // That of a repeated record is about the line of the first.
      ...(kind === "duplicate" ? { about: String(Number(place.about) + above) } : {}),
    })),
  }));
  const lines = corpus.lines.map((line) => line + above);
  return { ...corpus, lines, report: { ...corpus.report, findings } };
}

function cleanRecords(source: Source, config: CorpusConfig): CorpusSteps {
  if (source.kind !== "text") {
    if (hasPairs(config)) return pairSteps(source, config);
    return tableSteps(source, automaticTemplate(source.columns, config.endToken, source.asides), config, null);
  }
  const reading = textReading(config, source);
  if (reading === "separator") return textSteps(source.text, config, reading);
  const rows = rowsOf(source, reading);
  if (rows === null) return textSteps(source.text, { ...config, separator: "" }, reading);
  return tableSteps(
    { columns: ["text"], rows },
    textTemplate(reading, source.shape.markers, config.endToken),
    config,
    reading,
  );
}

/** Gives the rows that a text becomes, null for one that stays whole. */
function rowsOf({ text, shape }: TextSource, reading: TextReading): readonly SourceRow[] | null {
  if (reading === "lines") return lineRows(text);
  if (reading === "blankLines") return blockRows(text);
  if (reading === "headings" && shape.headings !== null) return headingRows(text, shape.headings);
  return reading === "markers" && shape.markers !== null ? markedRows(text, shape.markers) : null;
}

type TextSource = Extract<Source, { kind: "text" }>;

interface Rows {
  readonly columns: readonly string[];
  readonly rows: SourceRows;
}

function* tableSteps(table: Rows, automatic: string, config: CorpusConfig, reading: TextReading | null): CorpusSteps {
  const template = config.template === "" ? automatic : config.template;
  const bound = bindTemplate(template, table.columns);
  if (!bound.ok) return bound;
  const total = table.rows.length;
  const measuring = neededColumns(config.neededFields, [bound.value.columns], table.columns, table.rows);
  let measured = measuring.next();
  for (; measured.done !== true; measured = measuring.next()) yield { done: 0, total };
  const needed = measured.value;
  const log = createFindingLog<CleaningKind>();
  const cleaner = createCleaner(config, log);
  const collector = createCollector(config, log, total);
  const cleaning = new RowCleaning({ ...table, template: bound.value, needed, config, cleaner, collector });
  while (cleaning.step()) yield { done: cleaning.done, total };
  const names = needed.map((column) => table.columns[column]);
  return collector.finish(cleaner, template, reading, names);
}

function* textSteps(text: string, config: CorpusConfig, reading: TextReading): CorpusSteps {
  const log = createFindingLog<CleaningKind>();
  const cleaner = createCleaner({ ...config, trim: false }, log);
  const collector = createCollector(config, log);
  const hasSeparator = config.separator.trim() !== "";
  let done = 0;
  let sinceStep = 0;
  for (const piece of textPieces(text, config.separator)) {
    const cleaned: string[] = [];
    let isAsRead = true;
    let characters = 0;
    let blockLine = piece.line;
    for (const block of blocks(piece.text)) {
      const clean = cleaner.clean(block, blockLine);
      blockLine += countBreaks(block, 0, block.length);
      cleaned.push(clean);
      isAsRead &&= clean === block;
      characters += countCodePoints(clean);
      done += block.length;
      sinceStep += block.length;
      if (sinceStep < STEP_CHARACTERS) continue;
      sinceStep = 0;
      yield { done, total: text.length };
    }
    // Joining takes long for a large text, so one that cleaning left as it is stays itself.
    const joined = isAsRead ? piece.text : cleaned.join("");
    const record = config.trim ? joined.trim() : joined;
    const start = config.trim ? joined.length - joined.trimStart().length : 0;
    if (record === "") collector.drop("incomplete", piece.line, "");
    else {
      const line = piece.line + countBreaks(joined, 0, start);
      const end = recordEnd(config, hasSeparator, piece.isClosed);
      // White space of any kind is one UTF-16 unit a character.
      collector.add(record + end, line, characters - (joined.length - record.length) + countCodePoints(end));
    }
  }
  return collector.finish(cleaner, "", reading, []);
}

/**
 * Gives what ends a text record: the end token in the place of the separator line, or the line break
 * that trimming took from before a dropped line and that keeps neighbours apart. The last piece of a
 * text, ended by no line, gets no break back: trimming is how a file's final line break goes.
 */
function recordEnd(config: CorpusConfig, hasSeparator: boolean, isClosed: boolean): string {
  if (hasSeparator && config.separatorAction === "endToken") return config.endToken;
  return config.trim && isClosed ? "\n" : "";
}

/**
 * Cuts a text into blocks of one to two steps, at line breaks, where nothing that is cleaned reaches across; lines
 * that are longer than that, at gaps between words.
 */
function* blocks(text: string): Generator<string, void> {
  for (let start = 0; start < text.length; ) {
    const least = start + STEP_CHARACTERS;
    const most = Math.min(text.length, least + STEP_CHARACTERS);
    const lineBreak = least >= text.length ? -1 : text.slice(least, most).indexOf("\n");
    const end =
      lineBreak !== -1
        ? least + lineBreak + 1
        : most === text.length
          ? most
          : (endOfGap(text, least, most) ?? text.length);
    yield text.slice(start, end);
    start = end;
  }
}
