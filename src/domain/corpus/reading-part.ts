// What part of a file is read: which of its bytes, and which rows of the table that they hold.
import type { CorpusConfig } from "../config/run-config";
import { type ByteSample, type ByteSampler, createByteSampler, type SamplePlan } from "./byte-sampler";
import { type Encoding, isWide } from "./encodings";
import type { ParserLimits } from "./parser-limits";
import { createRowDraw, FORMS_OF_ROWS, type RowDraw } from "./row-draw";
import type { SourceForm } from "./source";

const MEGABYTE = 1_000_000;

/** What the start of a file has told of it. */
export interface BegunFile extends Pick<SamplePlan, "totalBytes" | "start"> {
  readonly form: SourceForm;
  readonly encoding: Encoding;
  /** Tells the file from others that are read with it, empty for one alone. */
  readonly path: string;
}

/** The part of a file that is read. */
export interface ReadingPart {
  readonly sampler: ByteSampler;
  /** The limits of the parser, with the rows that are wanted. */
  readonly limits: ParserLimits;
  /** Goes into the fingerprint of the data: the same bytes give other data by another draw. */
  readonly mark: Uint8Array;
  /** Tells what of the file was read, null where all of it was; `isFull` where the parser had its rows before the end. */
  sample(isFull: boolean): ByteSample | null;
}

/** Decides what part of a file is read. */
export function partOf(corpus: CorpusConfig, file: BegunFile, limits: ParserLimits): ReadingPart {
  const draw = drawOf(corpus, file);
  const sampler = createByteSampler(samplePlan(corpus, file, draw !== null));
  const rows = corpus.mostRows === 0 ? limits.rows : corpus.mostRows;
  const ownPath = file.path === "" ? [] : [file.path];
  const mark = draw === null ? "" : JSON.stringify([draw.drawn.share, draw.drawn.seed, ...ownPath]);
  return {
    sampler,
    limits: { ...limits, rows, draw },
    mark: new TextEncoder().encode(mark),
    sample: (isFull) => {
      const { how, readBytes, isSampling } = sampler;
      const { totalBytes } = file;
      return isSampling || (isFull && readBytes < totalBytes) ? { how, readBytes, totalBytes } : null;
    },
  };
}

/**
 * Creates the draw where a share of the rows is wanted; of a large file no more are drawn than the limit holds, all of
 * it being read.
 */
function drawOf(
  { rowShare, rowSeed, mostRows, sampleMegabytes }: CorpusConfig,
  { totalBytes, form, path }: BegunFile,
): RowDraw | null {
  if (rowShare === 1 || mostRows > 0 || !FORMS_OF_ROWS.has(form)) return null;
  return createRowDraw(Math.min(rowShare, (sampleMegabytes * MEGABYTE) / Math.max(1, totalBytes)), rowSeed, path);
}

/** Decides which bytes are read: all within the limit, and all where rows are drawn from a file of known size. */
function samplePlan(
  corpus: CorpusConfig,
  { totalBytes, start, form, encoding }: BegunFile,
  isDrawn: boolean,
): SamplePlan {
  const limit = corpus.sampleMegabytes * MEGABYTE;
  const isByRows = corpus.mostRows > 0 && form !== "text";
  const isWhole = totalBytes > 0 && (isDrawn || totalBytes <= limit);
  const skips = totalBytes > limit && !isDrawn && !isByRows && canSkip(form, encoding);
  return {
    how: skips ? corpus.sample : "head",
    totalBytes,
    limit: isWhole ? Number.POSITIVE_INFINITY : limit,
    start,
    isQuoted: form === "csv",
  };
}

/** Forms of which every line, or every row, can be read alone. */
const FORMS_OF_LINES: ReadonlySet<SourceForm> = new Set(["text", "csv", "jsonl"]);

/** Tells whether a file can be read on from the middle; line breaks of UTF-16 are pairs of bytes. */
function canSkip(form: SourceForm, encoding: Encoding): boolean {
  return FORMS_OF_LINES.has(form) && !isWide(encoding);
}
