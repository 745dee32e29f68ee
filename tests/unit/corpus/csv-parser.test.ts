// CSV: what loads, what is refused, and that neither depends on how the text was cut.
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { CorpusConfig } from "@/domain/config/run-config";
import { createCsvParser } from "@/domain/corpus/csv-parser";
import { DEFAULT_LIMITS, type ParserLimits } from "@/domain/corpus/parser-limits";
import { NO_WISHES } from "@/domain/corpus/sniff-dialect";
import { arbitraryLengths, cutText, parsePieces } from "./support";

type CsvConfig = Pick<CorpusConfig, "delimiter" | "header">;
const AUTO: CsvConfig = { delimiter: "auto", header: "auto" };
const COMMA: CsvConfig = { delimiter: ",", header: "no" };
const COMMA_HEADER: CsvConfig = { delimiter: ",", header: "yes" };
const SMALL_LIMITS: ParserLimits = {
  field: 12,
  row: 30,
  columns: 6,
  rows: Number.POSITIVE_INFINITY,
  draw: null,
  sniff: 20,
};

function parseCsv(pieces: string | readonly string[], config = AUTO, limits = DEFAULT_LIMITS) {
  return parsePieces(
    (log, notes) => createCsvParser({ ...NO_WISHES, ...config }, log, notes, limits),
    typeof pieces === "string" ? [pieces] : pieces,
  );
}

const valuesOf = (text: string, config = COMMA_HEADER) => parseCsv(text, config).rows.map((row) => row.values);

/** Text dense in everything that the state machine must mind. */
const arbitraryCsv = fc
  .array(
    fc.constantFrom("a", "b", "7", " ", ",", ",", ";", "\t", "|", '"', '"', '""', "\n", "\n", "\r", "\r\n", "ç", "😀"),
    {
      maxLength: 120,
    },
  )
  .map((pieces) => pieces.join(""));

describe("CSV rows", () => {
  it.each([
    ["plain fields", "a,b\n1,2\n", [["1", "2"]]],
    ["no final line break", "a,b\n1,2", [["1", "2"]]],
    ["CRLF", "a,b\r\n1,2\r\n", [["1", "2"]]],
    ["CR alone", "a,b\r1,2\r", [["1", "2"]]],
    ["a delimiter in quotes", 'a,b\n"1,5",2', [["1,5", "2"]]],
    ["doubled quotes", 'a,b\n"say ""hi""",2', [['say "hi"', "2"]]],
    ["only doubled quotes", 'a,b\n"""",""""""', [['"', '""']]],
    [
      "a line break in quotes",
      'a,b\n"x\ny",2\n3,4',
      [
        ["x\ny", "2"],
        ["3", "4"],
      ],
    ],
    [
      "empty fields",
      "a,b\n,\n1,",
      [
        ["", ""],
        ["1", ""],
      ],
    ],
    ["empty quoted fields", 'a,b\n"",""', [["", ""]]],
    ["a quote inside a plain field", 'a,b\n5" pipe,2', [['5" pipe', "2"]]],
    ["a lone quote inside a quoted field", 'a,b\n"5" pipe",2', [['5" pipe', "2"]]],
    ["spaces after a closing quote", 'a,b\n"1"  ,2', [["1", "2"]]],
    [
      "empty lines between rows",
      "a,b\n\n1,2\n\n\n3,4\n\n",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["surrogate pairs", "a,b\n😀,é", [["😀", "é"]]],
  ])("reads %s", (_, text, expected) => {
    const table = parseCsv(text, COMMA_HEADER);
    expect(table.rows.map((row) => row.values)).toEqual(expected);
    expect(table.columns).toEqual(["a", "b"]);
    expect(table.problemCount).toBe(0);
  });

  it("knows the line on which each row starts", () => {
    const { rows } = parseCsv('a,b\n"x\r\ny\nz",1\n\n2,3\r4,5', COMMA_HEADER);
    expect(rows.map((row) => row.line)).toEqual([2, 6, 7]);
  });
});

describe("CSV problems", () => {
  it.each([
    [
      "a quote that never closes",
      'a,b\n"1,2\n3,4',
      [
        ['"1', "2"],
        ["3", "4"],
      ],
      [[2, "unclosedQuote"]],
    ],
    [
      "an unclosed quote in the last field",
      'a,b\n1,"2\n3,4',
      [
        ["1", '"2'],
        ["3", "4"],
      ],
      [[2, "unclosedQuote"]],
    ],
    [
      "an unclosed quote at the end of the file",
      'a,b\n1,2\n3,"',
      [
        ["1", "2"],
        ["3", '"'],
      ],
      [[3, "unclosedQuote"]],
    ],
    [
      "a quote that would swallow the next quoted row",
      'a,b\n"1,2\n3,4\n"5",6',
      [
        ['"1', "2"],
        ["3", "4"],
        ["5", "6"],
      ],
      [[2, "unclosedQuote"]],
    ],
    [
      "every row with an unclosed quote",
      'a,b\n"1,2\n"3,4',
      [
        ['"1', "2"],
        ['"3', "4"],
      ],
      [
        [2, "unclosedQuote"],
        [3, "unclosedQuote"],
      ],
    ],
  ])("reports %s and loads the rest", (_, text, rows, problems) => {
    const table = parseCsv(text, COMMA_HEADER);
    expect(table.rows.map((row) => row.values)).toEqual(rows);
    expect(table.problems.map(({ line, reason }) => [line, reason])).toEqual(problems);
  });

  it("keeps a ragged row with a real line break in quotes in one piece", () => {
    const { rows, problems } = parseCsv('a,b,c\n"x\ny",1\n2,3,4', COMMA_HEADER);
    expect(rows.map((row) => row.values)).toEqual([
      ["x\ny", "1", ""],
      ["2", "3", "4"],
    ]);
    expect(problems).toEqual([]);
  });

  it("refuses fields, rows and tables beyond the limits and goes on behind them", () => {
    const limited = (text: string) => {
      const { rows, problems } = parseCsv(text, COMMA, SMALL_LIMITS);
      return [rows.map((row) => row.values.join("|")), problems.map(({ line, reason }) => `${line} ${reason}`)];
    };
    expect(limited(`1,2\n${"x".repeat(13)},2\n3,4`)).toEqual([["1|2", "3|4"], ["2 fieldTooLong"]]);
    expect(limited(`1,2\n${"x".repeat(60)}\n3,4`)).toEqual([["1|2", "3|4"], ["2 lineTooLong"]]);
    expect(limited(`1,2\n"${"x\n".repeat(20)}",4\n5,6`)[0].slice(-2)).toEqual(['"|4', "5|6"]);
    expect(limited("1,2,3,4,5,6,7\n8,9")).toEqual([["8|9"], ["1 tooManyFields"]]);
  });

  it("stays linear when every row opens a quote that never closes", () => {
    const { rows, problemCount } = parseCsv('"x,y\n'.repeat(200_000), COMMA);
    expect(rows.length).toBe(200_000);
    expect(problemCount).toBe(200_000);
  });

  it("stays linear when every row opens a quote that only the end of the file closes", () => {
    const { rows } = parseCsv(`1,2\n${'"x,y\n'.repeat(200_000)}z"`, COMMA);
    expect(rows.length).toBeGreaterThan(1);
  });
});

describe("CSV guesses", () => {
  it.each([
    ["commas", "nome,ano\nGol,1980\nUno,1984", ",", ["nome", "ano"]],
    ["semicolons with decimal commas", "nome;preço\nGol;1,5\nUno;2,5", ";", ["nome", "preço"]],
    ["tabs", "nome\tano\nGol, G1\t1980\nUno\t1984", "\t", ["nome", "ano"]],
    ["pipes", "nome|ano\nGol|1980\nUno|1984", "|", ["nome", "ano"]],
    ["quoted commas", 'nome;lugar\n"a,b";c\n"d,e";f', ";", ["nome", "lugar"]],
    ["no delimiter", "texto\nolá\nmundo", "", ["texto"]],
    ["no header above numbers", "1,2\n3,4", ",", ["column1", "column2"]],
    ["a first row whose value comes again", "ana,x\nbia,y\nana,z", ",", ["column1", "column2"]],
    ["nothing in nothing", "", "", []],
  ])("finds %s", (_, text, delimiter, columns) => {
    const table = parseCsv(text);
    expect(table.dialect?.delimiter).toBe(delimiter);
    expect(table.columns).toEqual(columns);
  });

  it("names columns usably: no repeats, no empty names, no braces", () => {
    const { columns } = parseCsv("a,a,,{b}, c \n1,2,3,4,5", COMMA_HEADER);
    expect(columns).toEqual(["a", "a 2", "column3", "(b)", "c"]);
  });

  it("treats __proto__ as a column name like any other", () => {
    const { columns, rows } = parseCsv("__proto__,b\n1,2", COMMA_HEADER);
    expect(columns).toEqual(["__proto__", "b"]);
    expect(rows[0].values).toEqual(["1", "2"]);
    expect(Object.keys({})).toEqual([]);
  });
});

describe("CSV against others", () => {
  const folder = "node_modules/csv-spectrum";
  // The fixture's JSON holds another telephone number than its CSV.
  const corrections: Record<string, string> = { "2095257564": "1234567890" };

  it.each(readdirSync(`${folder}/csvs`).map((file) => file.replace(".csv", "")))("reads csv-spectrum's %s", (name) => {
    const { columns, rows, problemCount } = parseCsv(readFileSync(`${folder}/csvs/${name}.csv`, "utf8"));
    const expected = JSON.parse(readFileSync(`${folder}/json/${name}.json`, "utf8"));
    const records = rows.map(({ values }) =>
      Object.fromEntries(columns.map((column, index) => [column, corrections[values[index]] ?? values[index]])),
    );
    expect(records).toEqual([expected].flat());
    expect(problemCount).toBe(0);
  });

  it("reads well-formed tables as papaparse does", () => {
    const cell = fc
      .array(fc.constantFrom("a", "é", "1", " ", '"', ",", ";", "\n", "\t", "😀"), { maxLength: 8 })
      .map((pieces) => pieces.join(""));
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    const delimiter = fc.constantFrom<CsvConfig["delimiter"][]>(",", ";", "\t", "|");
    const newline = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(table, delimiter, newline, fc.boolean(), (rows, mark, lineBreak, quotes) => {
        const text = Papa.unparse(rows, { delimiter: mark, newline: lineBreak, quotes });
        const expected = Papa.parse<string[]>(text, { delimiter: mark, newline: lineBreak, skipEmptyLines: true });
        expect(expected.errors).toEqual([]);
        const ours = parseCsv(text, { delimiter: mark, header: "no" });
        expect(expected.data).toEqual(rows);
        // Columns of nothing are left out, and one of several empty fields is not told from a wider table.
        const filled = rows[0].flatMap((_, index) => (rows.some((row) => row[index].trim() !== "") ? [index] : []));
        const kept = filled.length === 0 ? rows : rows.map((row) => filled.map((index) => row[index]));
        expect(ours.rows.map((row) => row.values)).toEqual(kept);
        expect(ours.problemCount).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("CSV cuts", () => {
  const configs = fc.constantFrom(AUTO, COMMA, COMMA_HEADER);
  const limits = fc.constantFrom(DEFAULT_LIMITS, SMALL_LIMITS);

  it("give the same table and problems wherever they fall", () => {
    fc.assert(
      fc.property(arbitraryCsv, arbitraryLengths, configs, limits, (text, lengths, config, limit) => {
        expect(parseCsv(cutText(text, lengths), config, limit)).toEqual(parseCsv(text, config, limit));
      }),
      { numRuns: 1500 },
    );
  });

  it("give the same in a text long enough to be read before its end", () => {
    const filler = 'name,value\n"a ""quoted"" one",1\r\nplain,2\n'.repeat(1_700);
    fc.assert(
      fc.property(arbitraryCsv, fc.integer({ min: 1, max: 70_000 }), arbitraryLengths, (text, first, lengths) => {
        const whole = filler + text;
        const pieces = [whole.slice(0, first), whole.slice(first, filler.length), ...cutText(text, lengths)];
        const cut = first <= filler.length ? pieces : [whole];
        expect(parseCsv(cut, COMMA_HEADER, SMALL_LIMITS)).toEqual(parseCsv(whole, COMMA_HEADER, SMALL_LIMITS));
      }),
      { numRuns: 40 },
    );
  });

  it("never throw on any text, and every row is as wide as the columns", () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryCsv, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
        const { columns, rows } = parseCsv(text, AUTO, SMALL_LIMITS);
        for (const row of rows) expect(row.values.length).toBe(columns.length);
      }),
      { numRuns: 2500 },
    );
  });
});

describe("CSV cuts in awkward places", () => {
  const long = "x".repeat(60);
  it.each([
    ["inside the CRLF of a row beyond the limit", [`${long}\r`, "\n3,4\n"]],
    ["around a row whose CRLF straddles the limit", [`${"x".repeat(29)}\r\n`, "3,4\n"]],
    ["after a row whose quote never closes", [`1,"${"x".repeat(10)}\nb,c\nd,e\n`, '"x,y",2\n"p,q",3\n', '"r,s",4\n']],
    ["while a quote near the row limit is undecided", ["aaaaaaaaaa,aaaaaaaaaaaa,aa", ',"b', `\n${"c,d\n".repeat(9)}`]],
  ])("%s change nothing", (_, pieces) => {
    const whole = parseCsv(pieces.join(""), COMMA, SMALL_LIMITS);
    expect(parseCsv(pieces, COMMA, SMALL_LIMITS)).toEqual(whole);
    expect(parseCsv(cutText(pieces.join(""), [1]), COMMA, SMALL_LIMITS)).toEqual(whole);
    const lines = pieces.join("").split("\n");
    for (const { line, values } of whole.rows) expect(lines[line - 1]).toContain(values[values.length - 1]);
  });
});

describe("CSV long rows", () => {
  it("reads a quoted field that spans many pieces", () => {
    const long = "x\n".repeat(200_000);
    const text = `a,b\n"${long}",2\n3,4\n`;
    const { rows } = parseCsv(cutText(text, [9_999]), COMMA_HEADER);
    expect(rows.map((row) => row.values)).toEqual([
      [long, "2"],
      ["3", "4"],
    ]);
    expect(rows[1].line).toBe(200_003);
    expect(valuesOf(text)).toEqual(rows.map((row) => row.values));
  });
});
