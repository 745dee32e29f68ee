// Reads and checks the header of a safetensors file. Every rule of the format has a name, so that a
// refused file can say which one it breaks. Offsets and lengths come from strangers: nothing is
// allocated before they are checked.
import { excerpt } from "../config/config-problem";
import { messageOf } from "../thrown-message";
import { duplicateKey, nestsDeeperThan } from "./json-structure";

/** Our cap on the header in bytes; the format's own is 100 MB. Ten thousand epochs and 20,000 tokens take 3 MB. */
const LONGEST_HEADER = 16 * 2 ** 20;
/** Levels of objects and lists in each other; the format knows three. */
const DEEPEST_HEADER = 4;
const LONGEST_NAME = 200;
const MOST_SIDES = 8;
const MOST_TENSORS = 100_000;
const FORBIDDEN_NAMES = new Set(["__proto__", "constructor", "prototype"]);

/** Bytes of one number of each type that the format knows. */
const dtypeBytes: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  F64: 8,
  I64: 8,
  U64: 8,
};

/** A rule of the format, or of ours, that a file can break. */
export type SafetensorsRule =
  | "tooShort"
  | "headerTooLong"
  | "headerBeyondFile"
  | "headerStart"
  | "headerDepth"
  | "headerJson"
  | "duplicateName"
  | "forbiddenName"
  | "longName"
  | "metadataStrings"
  | "tooManyTensors"
  | "tensorFields"
  | "unknownType"
  | "shape"
  | "offsets"
  | "sizeMismatch"
  | "overlap"
  | "hole"
  | "trailingBytes"
  | "beyondFile"
  | "unsupportedType";

/** One tensor by the header: bytes [begin, end) of the data. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** A header that keeps every rule. */
export interface SafetensorsHeader {
  readonly metadata: ReadonlyMap<string, string>;
  /** Sorted by offset. */
  readonly entries: readonly TensorEntry[];
  /** Offset of the first data byte in the file. */
  readonly dataStart: number;
}

/** A broken rule on its way out of the reader; never leaves this folder. */
export class BrokenRule extends Error {
  readonly rule: SafetensorsRule;
  constructor(rule: SafetensorsRule, detail: string) {
    super(excerpt(detail));
    this.rule = rule;
  }
}

/** Bytes at the start of a file that tell the length of its header. */
export const LENGTH_BYTES = 8;

/** Gives where the data of a file of `size` bytes begin, by its first LENGTH_BYTES. Throws BrokenRule. */
export function dataStartOf(start: Uint8Array, size: number): number {
  if (size < LENGTH_BYTES) {
    throw new BrokenRule("tooShort", `${size} bytes`);
  }
  const declared = new DataView(start.buffer, start.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (declared > BigInt(LONGEST_HEADER)) {
    throw new BrokenRule("headerTooLong", `${declared} bytes`);
  }
  const dataStart = LENGTH_BYTES + Number(declared);
  if (dataStart > size) {
    throw new BrokenRule("headerBeyondFile", `${declared} of ${size - LENGTH_BYTES} bytes`);
  }
  return dataStart;
}

/** Reads the header of a file of `size` bytes by its first bytes, header and all. Throws BrokenRule. */
export function readHeader(bytes: Uint8Array, size: number): SafetensorsHeader {
  const dataStart = dataStartOf(bytes, size);
  const header = parseObject(bytes.subarray(LENGTH_BYTES, dataStart));
  const entries: TensorEntry[] = [];
  let metadata: ReadonlyMap<string, string> = new Map();
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") {
      metadata = readMetadata(value);
    } else {
      entries.push(readEntry(name, value));
    }
  }
  if (entries.length > MOST_TENSORS) {
    throw new BrokenRule("tooManyTensors", `${entries.length}`);
  }
  entries.sort((left, right) => left.begin - right.begin || left.end - right.end);
  checkCoverage(entries, size - dataStart);
  return { metadata, entries, dataStart };
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) {
    throw new BrokenRule("headerStart", "{");
  }
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new BrokenRule("headerJson", messageOf(error));
  }
  if (nestsDeeperThan(text, DEEPEST_HEADER)) {
    throw new BrokenRule("headerDepth", `${DEEPEST_HEADER} levels`);
  }
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BrokenRule("headerJson", messageOf(error));
  }
  const repeated = duplicateKey(text);
  if (repeated !== null) {
    throw new BrokenRule("duplicateName", repeated);
  }
  return value as Record<string, unknown>;
}

function readMetadata(value: unknown): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BrokenRule("metadataStrings", "__metadata__");
  }
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") {
      throw new BrokenRule("metadataStrings", key);
    }
    metadata.set(key, text);
  }
  return metadata;
}

function readEntry(name: string, value: unknown): TensorEntry {
  if (FORBIDDEN_NAMES.has(name)) {
    throw new BrokenRule("forbiddenName", name);
  }
  if (name.length > LONGEST_NAME) {
    throw new BrokenRule("longName", name);
  }
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  if (typeof dtype !== "string" || !Array.isArray(shape) || !Array.isArray(offsets) || offsets.length !== 2) {
    throw new BrokenRule("tensorFields", name);
  }
  if (!Object.hasOwn(dtypeBytes, dtype)) {
    throw new BrokenRule("unknownType", `${name}: ${dtype}`);
  }
  const size = shape.reduce<number>((product, side) => (isCount(side) ? product * side : Number.NaN), 1);
  if (shape.length > MOST_SIDES || !Number.isSafeInteger(size * 8)) {
    throw new BrokenRule("shape", `${name}: ${excerpt(shape)}`);
  }
  const [begin, end] = offsets as unknown[];
  if (!isCount(begin) || !isCount(end) || end < begin) {
    throw new BrokenRule("offsets", `${name}: ${excerpt(offsets)}`);
  }
  if (end - begin !== size * dtypeBytes[dtype]) {
    throw new BrokenRule("sizeMismatch", `${name}: ${end - begin} != ${size * dtypeBytes[dtype]}`);
  }
  return { name, dtype, shape: shape as number[], begin, end };
}

/** Data must cover the rest of the file exactly: no hole, no overlap, nothing behind it. */
function checkCoverage(entries: readonly TensorEntry[], dataLength: number): void {
  let position = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== position) {
      throw new BrokenRule(begin < position ? "overlap" : "hole", `${name}: ${begin} != ${position}`);
    }
    position = end;
  }
  if (position !== dataLength) {
    throw new BrokenRule(position > dataLength ? "beyondFile" : "trailingBytes", `${position} != ${dataLength}`);
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
