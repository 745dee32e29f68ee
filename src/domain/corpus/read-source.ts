// The streaming front of the data path: bytes of one file in, a parsed Source out. Decides encoding and
// form by the first 64 KB; everything after flows through decoder, parser and hash piece by piece.
import type { CorpusConfig } from "../config/run-config";
import type { AppError } from "../errors";
import { failure, type Result, success } from "../result";
import { detectBinary } from "./binary-check";
import { type ByteDecoder, createByteDecoder } from "./byte-decoder";
import { createContentHash } from "./content-hash";
import { detectEncoding, markLength } from "./encoding";
import { createFindingLog } from "./finding";
import { createProblemLog } from "./problem-log";
import type { Encoding, Source, SourceFacts, SourceForm } from "./source";
import { createSourceParser, detectForm } from "./source-forms";
import type { SourceNoteKind } from "./source-note";
import type { SourceParser, Table } from "./source-parser";
import { describeText } from "./text-shape";

/** Bytes on which encoding, form and refusal are decided. */
const HEAD_BYTES = 1 << 16;
/** Largest file: V8 holds no string beyond 2^29 characters. */
const LARGEST_FILE_BYTES = 2 ** 29 - 2 ** 16;

/** A file on its way in. */
export interface SourceInput {
  readonly name: string;
  /** Size of the file, 0 where it is unknown. */
  readonly totalBytes: number;
  readonly corpus: CorpusConfig;
}

/** Takes a file in pieces of any size; once a call has failed, all later calls fail alike. */
export interface SourceReader {
  /** Errors: fileBinary, fileTooLarge. */
  push(bytes: Uint8Array): Result<void>;
  /** Errors: those of push, fileEmpty, noRecords. */
  finish(): Result<Source>;
}

/** Creates the reader of one file. */
export function createSourceReader({ name, totalBytes, corpus }: SourceInput): SourceReader {
  const log = createProblemLog();
  const notes = createFindingLog<SourceNoteKind>();
  const hash = createContentHash();
  let headPieces: Uint8Array[] | null = [];
  let bytes = 0;
  let decoder: ByteDecoder | null = null;
  let form: SourceForm = "text";
  let parser: SourceParser | null = null;
  let error: AppError | null = null;

  /** Decides how to read the file from its first bytes and reads them. */
  function open(head: Uint8Array, rest: Uint8Array, isWhole: boolean): void {
    const encoding = chooseEncoding(corpus.encoding, head, isWhole);
    const detected = detectBinary(head, encoding);
    if (detected !== null) {
      error = { code: "fileBinary", name, detected };
      return;
    }
    const isCertain = corpus.encoding !== "auto";
    decoder = createByteDecoder(encoding, isCertain, (line, excerpt) => log.add(line, "badBytes", excerpt));
    const text = decoder.push(head.subarray(markLength(head, encoding)), isWhole);
    form = corpus.readAs === "auto" ? detectForm(name, text, isWhole) : corpus.readAs;
    parser = createSourceParser(form, corpus, log, notes);
    parser.push(text);
    if (rest.length > 0) parser.push(decoder.push(rest, false));
  }

  function takeHead(pieces: Uint8Array[], isWhole: boolean): void {
    const data = join(pieces);
    headPieces = null;
    open(data.subarray(0, HEAD_BYTES), data.subarray(HEAD_BYTES), isWhole);
  }

  function facts(table: Pick<Table, "dialect" | "places"> | null): SourceFacts {
    return {
      name,
      bytes,
      form,
      encoding: decoder?.encoding ?? "utf-8",
      dialect: table?.dialect ?? null,
      places: table?.places ?? null,
      problems: log.problems,
      problemCount: log.count,
      notes: notes.findings,
      hash: hash.digest(),
    };
  }

  return {
    push(piece) {
      if (error !== null) return failure(error);
      bytes += piece.length;
      if (Math.max(bytes, totalBytes) > LARGEST_FILE_BYTES) {
        error = { code: "fileTooLarge", name, bytes: Math.max(bytes, totalBytes), limit: LARGEST_FILE_BYTES };
        return failure(error);
      }
      hash.update(piece);
      if (headPieces !== null) {
        headPieces.push(piece);
        if (bytes >= HEAD_BYTES) takeHead(headPieces, false);
      } else if (decoder !== null && parser !== null) {
        parser.push(decoder.push(piece, false));
      }
      return error === null ? success(undefined) : failure(error);
    },
    finish() {
      if (error === null && headPieces !== null) takeHead(headPieces, true);
      else if (decoder !== null && parser !== null) parser.push(decoder.push(new Uint8Array(0), true));
      if (error !== null) return failure(error);
      if (parser === null) throw new Error("finish: expected an open parser, got none");
      const content = parser.finish();
      if (content.kind === "text") {
        const { text } = content;
        if (text === "") return failure({ code: "fileEmpty", name });
        return success({ kind: "text", facts: facts(null), text, shape: describeText(text) });
      }
      const { columns, asides = [], rows } = content;
      if (rows.length > 0) return success({ kind: "table", facts: facts(content), columns, asides, rows });
      return failure(log.count === 0 ? { code: "fileEmpty", name } : { code: "noRecords", name, problems: log.count });
    },
  };
}

/** A chosen encoding wins; its byte order mark is still recognised. */
function chooseEncoding(chosen: CorpusConfig["encoding"], head: Uint8Array, isWhole: boolean): Encoding {
  if (chosen === "auto") return detectEncoding(head, isWhole);
  return chosen === "utf-8" && markLength(head, "utf-8") > 0 ? "utf-8-bom" : chosen;
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const joined = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}
