// The streaming front of the data path: bytes of one file in, a parsed Source out. Decides encoding and
// form by the first 64 KB; everything after flows through decoder, parser and hash piece by piece.
import type { CorpusConfig } from "../config/run-config";
import type { AppError } from "../errors";
import { failure, type Result, success } from "../result";
import { detectBinary } from "./binary-check";
import { type ByteDecoder, createByteDecoder } from "./byte-decoder";
import { createContentHash } from "./content-hash";
import { detectEncoding, markLength } from "./detect-encoding";
import { type Encoding, isWide } from "./encodings";
import { createFindingLog } from "./finding";
import { findFrontMatter } from "./front-matter";
import { indexColumns } from "./index-column";
import { type EncodingJudgement, judgeEncoding, type LegacyDetector, needsLegacyDetector } from "./judge-encoding";
import { createLateDecoder, joinBytes, type LateDecoder } from "./late-decoder";
import { DEFAULT_LIMITS, type ParserLimits } from "./parser-limits";
import { createProblemLog } from "./problem-log";
import { partOf, type ReadingPart } from "./reading-part";
import type { Source, SourceFacts, SourceForm } from "./source";
import { createSourceParser, detectForm, type ReadingWishes } from "./source-forms";
import type { NoteLog, SourceNoteKind } from "./source-note";
import type { PlainText, SourceParser, Table } from "./source-parser";
import { describeText } from "./text-shape";
import { isUtf32 } from "./wide-encoding";
import { wideTableError } from "./wide-table";

/** A file on its way in. */
export interface SourceInput {
  readonly name: string;
  /** Tells the file from others that are read with it and drawn from apart; empty for one alone. */
  readonly path?: string;
  /** Size of the file, 0 where it is unknown. */
  readonly totalBytes: number;
  readonly corpus: ReadingWishes;
  /** Gives the detector of legacy encodings once it is loaded; see `SourceReader.needsDetector`. */
  readonly detector?: () => LegacyDetector | null;
}

/** Takes a file in pieces of any size; once a call has failed, all later calls fail alike. */
export interface SourceReader {
  /** Whether bytes wait for the detector of legacy encodings; `finish` throws as long as they do. */
  readonly needsDetector: boolean;
  /** Errors: fileBinary, fileUtf32. */
  push(bytes: Uint8Array): Result<void>;
  /** Whether no byte behind those that were pushed will be read, as where only the beginning is wanted. */
  readonly isFull: boolean;
  /** Ends the file, with rests in between; a table of which chance took no row has none. Errors: those of push, fileEmpty, noRecords, tooManyColumns. */
  finish(): Generator<undefined, Result<Source>>;
}

/** Creates the reader of one file. */
export function createSourceReader(
  { name, path = "", totalBytes, corpus, detector = () => null }: SourceInput,
  limits: ParserLimits = DEFAULT_LIMITS,
): SourceReader {
  const headBytes = limits.sniff;
  const log = createProblemLog();
  const notes = createFindingLog<SourceNoteKind>();
  const hash = createContentHash();
  let headPieces: Uint8Array[] | null = [];
  let bytes = 0;
  let decoder: ByteDecoder | null = null;
  let late: LateDecoder | null = null;
  let judgement: EncodingJudgement = { encoding: "ascii", previews: [] };
  let form: SourceForm = "text";
  let parser: SourceParser | null = null;
  let part: ReadingPart | null = null;
  let start = "";
  let error: AppError | null = null;

  /** Decides how to read the file from its first bytes and reads them. */
  function open(head: Uint8Array, rest: Uint8Array, isWhole: boolean): void {
    hash.update(head);
    const binary = binaryType(head, isWhole, corpus.encoding);
    if (binary !== null) {
      error = { code: "fileBinary", name, detected: binary };
      return;
    }
    judgement = judgeEncoding(head, isWhole, corpus.encoding, detector());
    const encoding = encodingOf(judgement);
    const onBadBytes = (line: number, excerpt: string): void => log.add(line, "badBytes", excerpt);
    late = judgement.encoding === "ascii" ? createLateDecoder(corpus.encoding, head, detector, onBadBytes) : null;
    decoder = late ?? createByteDecoder(encoding, onBadBytes);
    start = decoder.push(head.subarray(markLength(head, encoding)), isWhole);
    form = corpus.readAs === "auto" ? detectForm(name, start, isWhole) : corpus.readAs;
    part = partOf(corpus, { totalBytes, start: head.length, form, encoding, path }, limits);
    hash.update(part.mark);
    parser = createSourceParser(form, corpus, log, notes, part.limits);
    parser.push(start);
    if (rest.length > 0) read(rest);
  }

  function read(bytes: Uint8Array): void {
    for (const taken of part?.sampler.push(bytes) ?? []) {
      hash.update(taken);
      parser?.push(decoder?.push(taken, false) ?? "");
    }
  }

  /** Opens with the bytes that have come; those of a legacy encoding wait for the detector. */
  function takeHead(pieces: readonly Uint8Array[]): void {
    const data = joinBytes(pieces);
    if (isUtf32(data.subarray(0, headBytes))) error = { code: "fileUtf32", name };
    else {
      headPieces = null;
      open(data.subarray(0, headBytes), data.subarray(headBytes), data.length < headBytes);
    }
  }

  /** Tells whether the bytes that wait for an opening call for the detector. */
  const isLegacyHead = (isWhole: boolean): boolean =>
    isLegacy(joinBytes(headPieces ?? []).subarray(0, headBytes), isWhole, corpus.encoding);

  function facts(table: Pick<Table, "dialect" | "places"> | null): SourceFacts {
    const sample = part?.sample(parser?.isFull ?? false) ?? null;
    return {
      name,
      bytes: sample === null ? bytes : totalBytes || sample.readBytes,
      form,
      encoding: encodingOf(late?.judgement ?? judgement),
      encodings: (late?.judgement ?? judgement).previews,
      dialect: table?.dialect ?? null,
      places: table?.places ?? null,
      container: null,
      problems: log.problems,
      problemCount: log.count,
      notes: notes.findings,
      hash: hash.digest(),
      sample,
      drawn: part?.limits.draw?.drawn ?? null,
    };
  }

  return {
    get needsDetector() {
      if (error !== null || detector() !== null) return false;
      return headPieces === null ? (late?.needsDetector ?? false) : isLegacyHead(true);
    },
    push(piece) {
      if (error !== null) return failure(error);
      bytes += piece.length;
      if (headPieces !== null) {
        headPieces.push(piece);
        if (bytes >= headBytes && (detector() !== null || !isLegacyHead(false))) takeHead(headPieces);
      } else read(piece);
      return error === null ? success(undefined) : failure(error);
    },
    get isFull() {
      return (part?.sampler.isFull ?? false) || (parser?.isFull ?? false);
    },
    *finish() {
      if (error === null && headPieces !== null) takeHead(headPieces);
      if (error !== null) return failure(error);
      if (decoder !== null && bytes >= headBytes) parser?.push(decoder.push(new Uint8Array(0), true));
      if (parser === null) throw new Error("finish: expected an open parser, got none");
      return yield* sourceOf(parser.finish(), corpus, { facts, notes, start, isWhole: bytes <= headBytes });
    },
  };
}

/** What is known of a file that was read to its end. */
interface ReadFile {
  readonly facts: (table: Pick<Table, "dialect" | "places"> | null) => SourceFacts;
  readonly notes: NoteLog;
  /** The start of its text, and whether that is all of it. */
  readonly start: string;
  readonly isWhole: boolean;
}

/** Makes a source of what was parsed. Errors: fileEmpty, noRecords, tooManyColumns. */
function* sourceOf(
  content: PlainText | Table,
  corpus: CorpusConfig,
  { facts, notes, start, isWhole }: ReadFile,
): Generator<undefined, Result<Source>> {
  // The content has just been put together, which takes a while.
  yield undefined;
  if (content.kind === "text") {
    const found = facts(null);
    if (content.text === "") return failure({ code: "fileEmpty", name: found.name });
    const { text, frontMatter } = textOf(content, corpus);
    const shape = yield* describeText(text, frontMatter, content.headings);
    return success({ kind: "text", facts: found, text, shape });
  }
  const { columns, asides = [], rows } = content;
  const left = [...asides, ...(yield* indexColumns(columns, rows, notes))];
  const found = facts(content);
  const hasSeen = found.drawn !== null && found.drawn.seen > 0;
  if (rows.length > 0 || hasSeen) return success({ kind: "table", facts: found, columns, asides: left, rows });
  const { name, form, problemCount: problems } = found;
  const tooWide = form === "csv" ? wideTableError(name, start, isWhole, corpus) : null;
  const first = found.problems.at(0);
  return failure(
    tooWide ?? (first === undefined ? { code: "fileEmpty", name } : { code: "noRecords", name, problems, first }),
  );
}

type ChosenEncoding = CorpusConfig["encoding"];

/** Tells whether the bytes that have come call for the detector: text that is not in Unicode. */
function isLegacy(head: Uint8Array, isWhole: boolean, chosen: ChosenEncoding): boolean {
  return needsLegacyDetector(head, isWhole) && binaryType(head, isWhole, chosen) === null;
}

/** Gives the text less what stands around it, where that is to be cut. */
function textOf({ text }: PlainText, { cutFrontMatter }: CorpusConfig) {
  const found = findFrontMatter(text);
  if (found === null) return { text, frontMatter: null };
  const { from, to, ...frontMatter } = found;
  return { text: cutFrontMatter ? text.slice(from, to) : text, frontMatter };
}

function binaryType(head: Uint8Array, isWhole: boolean, chosen: ChosenEncoding): string | null {
  return detectBinary(head, isWide(chosen) || isWide(detectEncoding(head, isWhole)));
}

/** A text that holds ASCII alone is UTF-8 too. */
function encodingOf({ encoding }: EncodingJudgement): Encoding {
  return encoding === "ascii" ? "utf-8" : encoding;
}
