// Cleans the rows of a table and writes each as a pair; what is empty, repeated or asked twice is counted, and dropped
// where the settings say so.
import type { CorpusConfig } from "../config/run-config";
import type { Cleaner } from "../corpus/clean";
import type { PairCounts } from "../corpus/corpus";
import type { CorpusCollector } from "../corpus/corpus-collector";
import { decodeEntities } from "../corpus/html-entities";
import { removeMarkup } from "../corpus/markup";
import { RowCursor } from "../corpus/row-cursor";
import type { SourceRows } from "../corpus/source";
import type { BoundTemplate } from "../corpus/template";
import { TextFinder } from "../text-finder";
import { promptUnits } from "./pair-template";

/** Work between two rests, in UTF-16 units of pairs, and what a row costs beside them; about 10 ms. */
const STEP_UNITS = 1 << 19;
const ROW_UNITS = 1 << 8;

/** What is cleaned, by which settings, and who takes the pairs; the collector keeps duplicates. */
export interface PairCleaningRequest {
  readonly columns: readonly string[];
  readonly rows: SourceRows;
  readonly prompt: BoundTemplate;
  readonly response: BoundTemplate;
  /** Columns that a pair cannot do without. */
  readonly needed: readonly number[];
  readonly config: CorpusConfig;
  readonly cleaner: Cleaner;
  readonly collector: CorpusCollector;
}

/** The cleaning of one table under way. */
export class PairCleaning {
  /** Rows that are done. */
  done = 0;
  /** Where the response of each pair begins, and the number of its question. */
  readonly promptUnits: number[] = [];
  readonly questions: number[] = [];
  readonly #request: PairCleaningRequest;
  readonly #cursor: RowCursor;
  readonly #used: readonly number[];
  readonly #pairs: TextFinder;
  readonly #prompts: TextFinder;
  /** The first pair of each question. */
  readonly #firsts: number[] = [];
  readonly #counts = {
    emptyPrompts: 0,
    emptyResponses: 0,
    markupOnly: 0,
    entities: 0,
    duplicates: 0,
    repeatedQuestions: 0,
  };

  constructor(request: PairCleaningRequest) {
    const { rows, columns, prompt, response, collector } = request;
    this.#request = request;
    this.#cursor = new RowCursor(rows, columns.length);
    this.#used = [...new Set([...prompt.columns, ...response.columns])];
    this.#pairs = new TextFinder(rows.length, (index) => collector.recordAt(index));
    this.#prompts = new TextFinder(rows.length, (question) => {
      const first = this.#firsts[question];
      return collector.recordAt(first).slice(0, this.promptUnits[first]);
    });
  }

  /** What was found so far. */
  get counts(): PairCounts {
    return this.#counts;
  }

  /** Cleans a step's worth of rows; false once all are done. */
  step(): boolean {
    const { rows } = this.#request;
    let units = 0;
    let index = this.done;
    for (; index < rows.length && units < STEP_UNITS; index++) units += this.#take(index) + ROW_UNITS;
    this.done = index;
    return index < rows.length;
  }

  /** Cleans one row; gives how many units its pair has. */
  #take(index: number): number {
    const { columns, prompt, response, config, collector } = this.#request;
    this.#cursor.read(index);
    const line = this.#cursor.lineOf(index);
    const values = this.#cleanValues(line);
    const lacked = this.#lacked(values);
    if (lacked !== null && config.dropIncomplete) {
      const told = () => this.#used.map((column) => this.#cursor.text(column)).join(" · ");
      collector.drop("incomplete", line, told, columns[lacked]);
      return 0;
    }
    this.#keep(prompt.render(values), response.render(values), line);
    return values.reduce((units, value) => units + value.length, 0);
  }

  #cleanValues(line: number): string[] {
    const { columns, cleaner, config } = this.#request;
    const values = new Array<string>(columns.length).fill("");
    for (const column of this.#used) {
      const raw = this.#cursor.text(column);
      if (holdsMarkupOnly(raw)) this.#counts.markupOnly++;
      if (raw.includes("&")) {
        const seen = config.removeMarkup ? removeMarkup(raw).text : raw;
        this.#counts.entities += decodeEntities(seen).offsets.length;
      }
      values[column] = cleaner.clean(raw, line);
    }
    return values;
  }

  /** Gives a column without which the pair is incomplete, null for none, and counts what is empty. */
  #lacked(values: readonly string[]): number | null {
    const { prompt, response, needed } = this.#request;
    const isBlank = (column: number) =>
      (this.#used.includes(column) ? values[column] : this.#cursor.text(column)).trim() === "";
    const lacksPrompt = prompt.columns.every(isBlank);
    const lacksResponse = response.columns.every(isBlank);
    if (lacksPrompt) this.#counts.emptyPrompts++;
    if (lacksResponse) this.#counts.emptyResponses++;
    if (lacksResponse) return response.columns[0];
    if (lacksPrompt) return prompt.columns[0];
    return needed.find(isBlank) ?? null;
  }

  #keep(prompt: string, response: string, line: number): void {
    const { config, collector } = this.#request;
    const units = promptUnits(prompt, config.pairSeparator);
    const pair = prompt + config.pairSeparator + response + config.endToken;
    const asked = pair.slice(0, units);
    const same = this.#pairs.find(pair);
    const question = this.#prompts.find(asked);
    if (same !== -1) {
      this.#counts.duplicates++;
      if (config.removeDuplicates) {
        collector.drop("duplicate", line, pair, String(collector.lineAt(same)));
        return;
      }
    } else if (question !== -1) this.#counts.repeatedQuestions++;
    if (question !== -1 && config.repeatedQuestions === "first") {
      collector.drop("repeatedQuestion", line, pair, String(collector.lineAt(this.#firsts[question])));
      return;
    }
    const index = this.promptUnits.push(units) - 1;
    this.questions.push(question === -1 ? this.#firsts.length : question);
    collector.add(pair, line);
    if (same === -1) this.#pairs.add(pair, index);
    if (question !== -1) return;
    this.#prompts.add(asked, this.#firsts.length);
    this.#firsts.push(index);
  }
}

/** Tells a value of tags, white space and nothing else. */
function holdsMarkupOnly(value: string): boolean {
  if (!value.includes("<")) return false;
  const { text, count } = removeMarkup(value);
  return count > 0 && decodeEntities(text).text.trim() === "";
}
