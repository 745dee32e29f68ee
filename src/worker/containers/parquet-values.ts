// The values of a Parquet file as JSON: whole numbers and decimals to their last digit, dates and times as ISO 8601.
// The library would make binary fractions and milliseconds of them, so the types that it would convert are noted down
// and taken out of the schema before it reads (Apache Parquet, LogicalTypes.md).
import type { SchemaElement, SchemaTree } from "hyparquet";

type Unit = "MILLIS" | "MICROS" | "NANOS";

/** What the bare values of a column stand for; "plain" where the library's own reading is right. */
type Meaning =
  | { readonly kind: "plain" | "float" | "date" | "json" }
  | { readonly kind: "decimal"; readonly scale: number }
  | { readonly kind: "time" | "timestamp"; readonly unit: Unit; readonly isUtc: boolean };

/** A column, a field of an object, or the elements of a list. */
interface Field {
  readonly name: string;
  readonly meaning: Meaning;
  /** Whether its children are the fields of one object. */
  readonly isObject: boolean;
  readonly children: readonly Field[];
}

const UNITS: Readonly<Record<Unit, bigint>> = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n };
const FRACTION_DIGITS: Readonly<Record<Unit, number>> = { MILLIS: 3, MICROS: 6, NANOS: 9 };

/** Writes the rows of a file. */
export class ParquetFields {
  readonly #columns: readonly Field[];

  /** Takes over from the library what it would convert: changes the elements of the schema. */
  constructor(schema: SchemaTree) {
    this.#columns = schema.children.map(fieldOf);
  }

  /** Gives a row as a JSON object. */
  write(row: readonly unknown[]): string {
    return `{${this.#columns.flatMap((column, index) => entries(column, row[index])).join(",")}}`;
  }
}

function fieldOf({ element, children }: SchemaTree): Field {
  const { name } = element;
  if (children.length > 0) {
    return { name, meaning: { kind: "plain" }, isObject: isObject(element), children: children.map(fieldOf) };
  }
  const meaning = meaningOf(element);
  if (meaning.kind !== "plain" || isBare(element)) {
    delete element.converted_type;
    delete element.logical_type;
  }
  return { name, meaning, isObject: false, children: [] };
}

function isObject({ converted_type: converted, logical_type: logical, repetition_type: repetition }: SchemaElement) {
  return repetition !== "REPEATED" && converted === undefined && logical === undefined;
}

function meaningOf({ type, converted_type: converted, logical_type: logical, scale = 0 }: SchemaElement): Meaning {
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") {
    return { kind: "decimal", scale: logical?.type === "DECIMAL" ? logical.scale : scale };
  }
  if (logical?.type === "DATE" || converted === "DATE") return { kind: "date" };
  if (logical?.type === "JSON" || converted === "JSON") return { kind: "json" };
  if (logical?.type === "TIMESTAMP") return { kind: "timestamp", unit: logical.unit, isUtc: logical.isAdjustedToUTC };
  if (logical?.type === "TIME") return { kind: "time", unit: logical.unit, isUtc: false };
  const [, kind, unit] = /^(TIMESTAMP|TIME)_(MILLIS|MICROS)$/.exec(converted ?? "") ?? [];
  if (kind === "TIMESTAMP") return { kind: "timestamp", unit: unit as Unit, isUtc: true };
  if (kind === "TIME") return { kind: "time", unit: unit as Unit, isUtc: false };
  if (type === "INT96") return { kind: "timestamp", unit: "NANOS", isUtc: false };
  return { kind: type === "FLOAT" ? "float" : "plain" };
}

/** Tells what the library refuses or reads as pictures of maps. */
function isBare({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return /^(BSON|INTERVAL)$/.test(converted ?? "") || /^(BSON|INTERVAL|GEOMETRY|GEOGRAPHY)$/.test(logical?.type ?? "");
}

/** Gives a field by its name. Where an object is missing its fields are, and a list of no objects has none. */
function entries(field: Field, value: unknown): readonly string[] {
  const isMissing = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (isMissing && !field.isObject && elementOf(field).children.length > 0) return [];
  return [`${JSON.stringify(field.name)}:${written(value, field)}`];
}

function written(value: unknown, field: Field): string {
  if (value === null || value === undefined) return field.isObject ? objectText({}, field) : "null";
  if (Array.isArray(value)) {
    const inner = elementOf(field);
    return `[${value.map((element) => written(element, inner)).join(",")}]`;
  }
  if (value instanceof Uint8Array) return bytesText(value, field.meaning);
  if (value instanceof Date) return JSON.stringify(Number.isNaN(value.getTime()) ? null : value.toISOString());
  if (typeof value === "object") return objectText(value, field);
  return scalarText(value, field.meaning);
}

/** The elements of a list lie one or two levels below it, under names that writers choose. */
function elementOf(field: Field): Field {
  const [only] = field.children;
  if (field.children.length !== 1) return field;
  return only.children.length === 1 && /^(list|bag|array)$/.test(only.name) ? only.children[0] : only;
}

function objectText(value: object, field: Field): string {
  const values = new Map(Object.entries(value));
  const fields = field.isObject ? field.children : [...values.keys()].map((name) => ({ ...mapValueOf(field), name }));
  return `{${fields.flatMap((inner) => entries(inner, values.get(inner.name))).join(",")}}`;
}

/** A map is an object whose names stand in the file beside the values. */
function mapValueOf({ children: [pairs] }: Field): Field {
  return pairs?.children.find(({ name }) => name === "value") ?? UNKNOWN;
}

const UNKNOWN: Field = { name: "", meaning: { kind: "plain" }, isObject: false, children: [] };

function bytesText(bytes: Uint8Array, meaning: Meaning): string {
  if (meaning.kind === "decimal") return decimalText(signedOf(bytes), meaning.scale);
  const text = utf8Of(bytes);
  if (text === null) return JSON.stringify(`[${bytes.length} bytes]`);
  return meaning.kind === "json" && isJson(text) ? text.replace(/[\r\n]+/g, " ") : JSON.stringify(text);
}

function scalarText(value: unknown, meaning: Meaning): string {
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (typeof value !== "number" && typeof value !== "bigint") return JSON.stringify(value);
  switch (meaning.kind) {
    case "float":
      return String(typeof value === "number" ? shortFloat(value) : value);
    case "decimal":
      return decimalText(BigInt(value), meaning.scale);
    case "date":
      return JSON.stringify(instantText(BigInt(value) * 86_400n, 1n, 0)?.slice(0, -9) ?? String(value));
    case "time":
      return JSON.stringify(
        instantText(BigInt(value), UNITS[meaning.unit], FRACTION_DIGITS[meaning.unit])?.slice(11) ?? String(value),
      );
    case "timestamp": {
      const text = instantText(BigInt(value), UNITS[meaning.unit], FRACTION_DIGITS[meaning.unit]);
      return JSON.stringify(text === null ? String(value) : `${text}${meaning.isUtc ? "Z" : ""}`);
    }
    default:
      return String(value);
  }
}

/** Gives the shortest decimal that is this 32-bit float and no other. */
function shortFloat(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const fraction = scale > 0 ? `.${digits.slice(-scale)}` : "";
  return `${unscaled < 0n ? "-" : ""}${scale > 0 ? digits.slice(0, -scale) : digits}${fraction}`;
}

/** Reads a two's complement, the highest byte first. */
function signedOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return bytes.length === 0 ? 0n : BigInt.asIntN(8 * bytes.length, value);
}

/** Writes an instant as `2024-02-01T10:00:00.5`; null for what no calendar holds. */
function instantText(value: bigint, perSecond: bigint, fractionDigits: number): string | null {
  const fraction = ((value % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((value - fraction) / perSecond) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const digits = fraction === 0n ? "" : `.${String(fraction).padStart(fractionDigits, "0").replace(/0+$/, "")}`;
  return `${date.toISOString().slice(0, -5)}${digits}`;
}

/** Columns without a type may hold texts or anything; null for what is no text. */
function utf8Of(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
