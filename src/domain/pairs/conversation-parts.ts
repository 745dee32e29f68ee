// Conversations as pairs: the last turn of the one who answers is the response, all before it the prompt. Each column of
// conversations gives two more that templates may name.
import type { SourceRow, SourceRows, SourceSummary } from "../corpus/source";
import { notedNames } from "../corpus/source-note";

/** What is added to the name of a column of conversations for what is said up to the answer, and for the answer. */
export const CONVERSATION_PARTS = [".prompt", ".response"] as const;

/** Names under which data sets let the model speak. */
const ANSWERERS = /^<(?:assistant|gpt|chatgpt|model|bot|chatbot|ai|agent|assistente)>$/i;

/** What is known of a table. */
export type TableSummary = Pick<SourceSummary, "kind" | "columns" | "preview" | "facts">;

/** A conversation taken apart; `prompt` ends with the mark of the one who answers. */
export interface ConversationParts {
  readonly prompt: string;
  readonly response: string;
}

/** Lists the columns of which every filled value begins with the mark of a speaker. */
export function conversationColumns(
  columns: readonly string[],
  rows: readonly SourceRow[],
  marks: readonly string[],
): readonly string[] {
  if (marks.length === 0) return [];
  return columns.filter((_, column) => {
    const filled = rows.map(({ values }) => values[column] ?? "").filter((value) => value !== "");
    return filled.length > 0 && filled.every((value) => marks.some((mark) => value.startsWith(mark)));
  });
}

/** Lists the columns that the templates of pairs may name: none in a plain text. */
export function namedColumns({ kind, columns, preview, facts }: TableSummary): readonly string[] {
  if (kind === "text") return [];
  return [...columns, ...partNames(conversationColumns(columns, preview, notedNames(facts.notes, "speaker")))];
}

/** Tells whether a response is the last answer of a conversation, so that earlier answers are only read. */
export function isLastAnswer(response: string, { columns, preview, facts }: TableSummary): boolean {
  const conversations = conversationColumns(columns, preview, notedNames(facts.notes, "speaker"));
  return partNames(conversations).some((name) => response.includes(`{${name}}`));
}

/** Names the columns that conversations give beside their own. */
export function partNames(conversations: readonly string[]): readonly string[] {
  return conversations.flatMap((column) => CONVERSATION_PARTS.map((part) => column + part));
}

/**
 * Takes a conversation apart at its last answer: that of an assistant, or the last turn where nobody is called so. What
 * follows the answer is left out; both parts are empty where nobody speaks.
 */
export function splitConversation(text: string, marks: readonly string[]): ConversationParts {
  const turns: { readonly mark: string; readonly from: number; readonly until: number }[] = [];
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at + 1)) {
    const mark = marks.find((candidate) => text.startsWith(candidate, at));
    if (mark !== undefined) turns.push({ mark, from: at, until: at + mark.length });
  }
  const answer = turns.findLastIndex(({ mark }) => ANSWERERS.test(mark));
  const index = answer === -1 ? turns.length - 1 : answer;
  if (index === -1) return { prompt: "", response: "" };
  const { until } = turns[index];
  return { prompt: text.slice(0, until), response: text.slice(until, turns[index + 1]?.from) };
}

/** Rows with the parts of their conversations as further values, made when a row is asked for. */
export class RowsWithParts implements SourceRows {
  readonly #rows: SourceRows;
  readonly #conversations: readonly number[];
  readonly #marks: readonly string[];

  /** `conversations` are the indexes of their columns, in order. */
  constructor(rows: SourceRows, conversations: readonly number[], marks: readonly string[]) {
    this.#rows = rows;
    this.#conversations = conversations;
    this.#marks = marks;
  }

  get length(): number {
    return this.#rows.length;
  }

  at(index: number): SourceRow | undefined {
    const row = this.#rows.at(index);
    return row && this.#withParts(row);
  }

  map<T>(make: (row: SourceRow, index: number) => T): T[] {
    return this.#rows.map((row, index) => make(this.#withParts(row), index));
  }

  slice(from?: number, until?: number): readonly SourceRow[] {
    return this.#rows.slice(from, until).map((row) => this.#withParts(row));
  }

  *[Symbol.iterator](): Generator<SourceRow, void> {
    for (const row of this.#rows) yield this.#withParts(row);
  }

  #withParts({ line, values }: SourceRow): SourceRow {
    const parts = this.#conversations.flatMap((column) => {
      const { prompt, response } = splitConversation(values[column] ?? "", this.#marks);
      return [prompt, response];
    });
    return { line, values: [...values, ...parts] };
  }
}
