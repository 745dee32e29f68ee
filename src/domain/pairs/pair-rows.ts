// From the rows of a table to pairs, in small steps.
import type { CorpusConfig } from "../config/run-config";
import { createCleaner } from "../corpus/clean";
import type { CleaningKind, CorpusSteps } from "../corpus/corpus";
import { createCollector } from "../corpus/corpus-collector";
import { createFindingLog } from "../corpus/finding";
import { neededColumns } from "../corpus/needed-fields";
import type { Source } from "../corpus/source";
import { notedNames } from "../corpus/source-note";
import { bindTemplate } from "../corpus/template";
import { conversationColumns, partNames, RowsWithParts } from "./conversation-parts";
import { PairCleaning } from "./pair-cleaning";
import { pairTemplate } from "./pair-template";

/** Rows by which conversations are told from other texts: as many as the page sees. */
const TELLING_ROWS = 50;

type Table = Extract<Source, { kind: "table" }>;

/** Makes a corpus of pairs in steps. Errors: templateUnknownColumn and templateWithoutColumn with their part, corpusEmpty. */
export function* pairSteps(table: Table, config: CorpusConfig): CorpusSteps {
  const { columns, rows } = withParts(table);
  const prompt = bindTemplate(config.prompt, columns, "prompt");
  if (!prompt.ok) return prompt;
  const response = bindTemplate(config.response, columns, "response");
  if (!response.ok) return response;
  const total = rows.length;
  const parts = [prompt.value.columns, response.value.columns];
  const measuring = neededColumns(config.neededFields, parts, columns, rows);
  let measured = measuring.next();
  for (; measured.done !== true; measured = measuring.next()) yield { done: 0, total };
  const needed = measured.value;
  const log = createFindingLog<CleaningKind>();
  const cleaner = createCleaner(config, log);
  const collector = createCollector({ removeDuplicates: false }, log, total);
  const request = { columns, rows, prompt: prompt.value, response: response.value, needed };
  const cleaning = new PairCleaning({ ...request, config, cleaner, collector });
  while (cleaning.step()) yield { done: cleaning.done, total };
  const names = needed.map((column) => columns[column]);
  const corpus = collector.finish(cleaner, pairTemplate(config), null, names);
  if (!corpus.ok) return corpus;
  const { promptUnits, questions, counts } = cleaning;
  const report = { ...corpus.value.report, pairs: counts };
  return { ok: true, value: { ...corpus.value, report, pairs: { promptUnits, questions } } };
}

function withParts({ columns, rows, facts }: Table) {
  const marks = notedNames(facts.notes, "speaker");
  const conversations = conversationColumns(columns, rows.slice(0, TELLING_ROWS), marks);
  if (conversations.length === 0) return { columns, rows };
  const indexes = conversations.map((column) => columns.indexOf(column));
  return { columns: [...columns, ...partNames(conversations)], rows: new RowsWithParts(rows, indexes, marks) };
}
