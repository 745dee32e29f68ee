// Files whose parts are far longer than anybody writes them: they are read, or refused with a reason. What took
// quadratic time on them, or overflowed, would not come to the end of these tests.
import { describe, expect, it, vi } from "vitest";
import { cellType } from "@/domain/corpus/cell-type";
import { readWritten } from "@/domain/corpus/chat-notice";
import { createCsvParser } from "@/domain/corpus/csv-parser";
import { createJsonParser } from "@/domain/corpus/json-parser";
import { readJson } from "@/domain/corpus/json-value";
import { RowCursor } from "@/domain/corpus/row-cursor";
import { NO_WISHES } from "@/domain/corpus/sniff-dialect";
import { detectForm } from "@/domain/corpus/source-forms";
import { parsePieces } from "./support";

const gap = (length: number) => " ".repeat(length);

const parseJson = (json: string, recordPath = "") =>
  parsePieces((log, notes) => createJsonParser({ recordPath, lists: "lines" }, log, notes), [json]);

describe("long gaps", () => {
  it("behind a key of JSON do not keep the form from being told", () => {
    expect(detectForm("a.jsonl", `{"a"${gap(4000)}x`, false)).toBe("jsonl");
    expect(detectForm("a.jsonl", `{"a"${gap(4000)}:${gap(4000)}{${gap(4000)}\n"b": 1`, false)).toBe("json");
  });

  it("in a cell do not keep its type from being told", () => {
    expect(cellType(`1${gap(200_000)}b`)).toBe("text");
    expect(cellType(`R$ ${gap(200_000)}1 000,5e3 %`)).toBe("number");
  });

  it("in a message of a chat belong to it", () => {
    const message = `a${gap(200_000)}b`;
    expect(readWritten(message)).toEqual({ text: message, notice: null });
    expect(readWritten(`a${gap(200_000)}<this message was edited>`)).toEqual({ text: "a", notice: null });
  });
});

describe("large values of JSON", () => {
  it("of an object inside a record are too many fields", () => {
    const index = Array.from({ length: 200_000 }, (_, number) => `"w${number}": ${number}`).join(",");
    const json = `{"text": "${"a".repeat(100)}", "index": {"all": {${index}}}}`;
    expect(parseJson(json, ".").problems.map(({ reason }) => reason)).toEqual(["tooManyFields"]);
  });

  it("that Python wrote keep a string with millions of line breaks", () => {
    const book = "a\n".repeat(4_000_000);
    const read = readJson(`[${JSON.stringify(book)}, None]`);
    expect(read?.isLoose).toBe(true);
    expect(Array.isArray(read?.value) && read.value[0] === book && read.value[1] === null).toBe(true);
  });

  it("keep numbers as written beside a string with millions of line breaks", () => {
    const read = readJson(`[${JSON.stringify("a\n".repeat(4_000_000))}, 1.50]`);
    expect(Array.isArray(read?.value) && read.value[1]).toBe("1.50");
  });
});

it("reads each row once to leave out hundreds of empty columns", () => {
  const read = vi.spyOn(RowCursor.prototype, "read");
  const empty = ",".repeat(500);
  const text = `text${empty}\n${`a${empty}\n`.repeat(1000)}`;
  const { columns, rows } = parsePieces(
    (log, notes) => createCsvParser({ ...NO_WISHES, header: "yes", delimiter: "," }, log, notes),
    [text],
  );
  expect(columns).toEqual(["text"]);
  expect(rows).toHaveLength(1000);
  expect(read).toHaveBeenCalledTimes(1000);
  read.mockRestore();
});

it("reads no field from the prototype of a column", () => {
  const columns = '{"a": {"0": "x", "1": "y"}, "b": {"0": "z", "1": "w"}}';
  const other = '{"a": {"constructor": "x"}, "b": {"0": "z"}}';
  const { rows } = parseJson(`${columns}\n${other}`);
  expect(rows.flatMap(({ values }) => values)).toEqual(["x", "z", "y", "w", "x", ""]);
});
