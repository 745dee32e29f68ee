// Shared by the corpus tests: settings, reading a whole file in one or many pieces, and the shipped files.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { defaultConfig } from "@/domain/config/defaults";
import type { CorpusConfig } from "@/domain/config/run-config";
import type { Corpus } from "@/domain/corpus/corpus";
import { createFindingLog } from "@/domain/corpus/finding";
import type { LegacyDetector } from "@/domain/corpus/judge-encoding";
import { rankLegacyEncodings } from "@/domain/corpus/legacy-detector";
import { createProblemLog, type ProblemLog } from "@/domain/corpus/problem-log";
import { createSourceReader } from "@/domain/corpus/read-source";
import type { Source } from "@/domain/corpus/source";
import type { NoteLog, SourceNoteKind } from "@/domain/corpus/source-note";
import type { SourceParser, Table } from "@/domain/corpus/source-parser";
import type { Result } from "@/domain/result";
import { finish } from "../support/finish";

/** Everything sniffed, nothing cleaned. */
export const PLAIN_CONFIG: CorpusConfig = {
  ...defaultConfig.corpus,
  rowSeed: "oriole",
  dropIncomplete: false,
  neededFields: null,
  removeDuplicates: false,
  trim: false,
  decodeEntities: false,
  normalization: "none",
};

/** Stands in for the real detector where thousands of texts are read. */
export const fewEncodings: LegacyDetector = () => ["koi8-r", "shift_jis"];

/** Reads bytes cut into pieces of the given lengths, which repeat. */
export function readBytes(
  name: string,
  bytes: Uint8Array,
  corpus: Partial<CorpusConfig> = {},
  pieces: readonly number[] = [Math.max(1, bytes.length)],
  detector: LegacyDetector = rankLegacyEncodings,
): Result<Source> {
  const config = { ...PLAIN_CONFIG, ...corpus };
  const reader = createSourceReader({ name, totalBytes: bytes.length, corpus: config, detector: () => detector });
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const end = start + pieces[turn % pieces.length];
    const pushed = reader.push(bytes.subarray(start, end));
    if (!pushed.ok) return pushed;
    start = end;
  }
  return finish(reader.finish());
}

/** Reads a text as UTF-8. */
export function readText(name: string, text: string, corpus: Partial<CorpusConfig> = {}): Result<Source> {
  return readBytes(name, new TextEncoder().encode(text), corpus);
}

/** Gives the value of a success; fails the test otherwise. */
export function expectValue<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expectValue: expected success, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Narrows to a table, its rows in a list. */
export function tableOf(result: Result<Source>) {
  const source = expectValue(result);
  if (source.kind === "text") throw new Error("tableOf: expected a table, got text");
  return { ...source, rows: source.rows.slice() };
}

/** Puts the records of a corpus in a list. */
export function listed(built: Result<Corpus>) {
  return built.ok ? { ok: true as const, value: { ...built.value, records: [...built.value.records] } } : built;
}

/** Narrows to the text of a plain text. */
export function textOf(result: Result<Source>): string {
  const source = expectValue(result);
  if (source.kind !== "text") throw new Error(`textOf: expected text, got ${source.kind}`);
  return source.text;
}

/** Reads a file relative to the project root. */
export function fileBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

/** Cuts a text into pieces whose lengths repeat. */
export function cutText(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let start = 0, turn = 0; start < text.length; turn++) {
    const length = lengths[turn % lengths.length];
    pieces.push(text.slice(start, start + length));
    start += length;
  }
  return pieces;
}

/** Parses a text in the given pieces and gives the table with its problems. */
export function parsePieces(
  create: (log: ProblemLog, notes: NoteLog) => SourceParser<Table>,
  pieces: readonly string[],
) {
  const log = createProblemLog();
  const notes = createFindingLog<SourceNoteKind>();
  const parser = create(log, notes);
  for (const piece of pieces) parser.push(piece);
  const table = parser.finish();
  return { ...table, rows: table.rows.slice(), problems: log.problems, problemCount: log.count, notes: notes.findings };
}

/** Lengths of pieces, small ones often, for cutting a file. */
export const arbitraryLengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 })), {
  minLength: 1,
  maxLength: 8,
});
