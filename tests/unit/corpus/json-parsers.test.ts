// JSON and JSON Lines: what loads, what is refused, and that neither depends on how the text was cut.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonParser } from "@/domain/corpus/json-parser";
import { createJsonlParser } from "@/domain/corpus/jsonl-parser";
import { DEFAULT_LIMITS, type ParserLimits } from "@/domain/corpus/parser-limits";
import { arbitraryLengths, cutText, parsePieces } from "./support";

const SMALL_LIMITS: ParserLimits = {
  field: 12,
  row: 30,
  columns: 3,
  rows: Number.POSITIVE_INFINITY,
  draw: null,
  sniff: 20,
};

type Create = typeof createJsonParser;

function parse(create: Create, pieces: string | readonly string[], limits = DEFAULT_LIMITS) {
  return parsePieces(
    (log, notes) => create({ recordPath: "", lists: "lines" }, log, notes, limits),
    typeof pieces === "string" ? [pieces] : pieces,
  );
}

function shortly(create: Create, text: string, limits = DEFAULT_LIMITS) {
  const { columns, rows, problems } = parse(create, text, limits);
  return {
    columns,
    rows: rows.map((row) => row.values),
    problems: problems.map(({ line, reason }) => `${line} ${reason}`),
  };
}

describe("JSON", () => {
  it.each([
    ["an array of strings", '["a", "b\\n"]', ["text"], [["a"], ["b\n"]]],
    ["an array of objects", '[{"q": "1", "a": "2"}]', ["q", "a"], [["1", "2"]]],
    [
      "the union of keys",
      '[{"a":"1"},{"b":"2"},{"a":"3","b":"4"}]',
      ["a", "b"],
      [
        ["1", ""],
        ["", "2"],
        ["3", "4"],
      ],
    ],
    ["an object holding one array", '{"version": 1, "data": [{"a":"1"}], "end": true}', ["a"], [["1"]]],
    ["a single object", '{"a": "1", "b": {"c": 2}}', ["a", "b.c"], [["1", "2"]]],
    [
      "values of every type",
      '[{"a": 1.5, "b": true, "c": null, "d": [1, "x"]}]',
      ["a", "b", "c", "d"],
      [["1.5", "true", "", "1\nx"]],
    ],
    ["brackets and escaped quotes in strings", '[{"a": "]}\\"[{,"}]', ["a"], [[']}"[{,']]],
    ["an empty array", "[]", [], []],
    ["white space everywhere", ' \r\n[ \n"a"\t, \n"b" ] \n', ["text"], [["a"], ["b"]]],
  ])("reads %s", (_, text, columns, rows) => {
    expect(shortly(createJsonParser, text)).toEqual({ columns, rows, problems: [] });
  });

  it.each([
    ["a bad element", '[{"a":"1"},\n{"a": tru},\n{"a":"3"}]', [["1"], ["3"]], ["2 invalidJson"]],
    ["an unclosed string", '[{"a":"1"},\n{"a": "x},\n{"a":"3"}]', [["1"], ["3"]], ["2 invalidJson"]],
    ["a text cut off inside a record", '[{"a":"1"},\n{"a":"2', [["1"]], ["2 invalidJson"]],
    ["a text cut off after a record", '[{"a":"1"},\n{"a":"2"}', [["1"], ["2"]], ["2 invalidJson"]],
    ["a trailing comma", '[{"a":"1"},]', [["1"]], ["1 invalidJson"]],
    ["a doubled comma", '[{"a":"1"},,{"a":"2"}]', [["1"], ["2"]], ["1 invalidJson"]],
    ["something after the end", '[{"a":"1"}]\nx y', [["1"]], ["2 invalidJson"]],
    [
      "numbers, arrays and null",
      '[1,\n[2],\nnull,\n{"a":"1"}]',
      [["1"]],
      ["1 notARecord", "2 notARecord", "3 notARecord"],
    ],
    ["an empty object", '[{},{"a":"1"}]', [["1"]], ["1 notARecord"]],
    ["__proto__", '[{"__proto__":{"x":1}},{"a":"1"}]', [["1"]], ["1 dangerousKey"]],
    ["an escaped __proto__", '[{"\\u005f_proto__":{"x":1}},{"a":"1"}]', [["1"]], ["1 dangerousKey"]],
    [
      "constructor and prototype",
      '[{"constructor":1},{"prototype":1},{"a":"1"}]',
      [["1"]],
      ["1 dangerousKey", "1 dangerousKey"],
    ],
    ["text that is no JSON", "ola mundo", [], ["1 invalidJson"]],
  ])("reports %s and loads the rest", (_, text, rows, problems) => {
    const result = shortly(createJsonParser, text);
    expect(result.rows).toEqual(rows);
    expect(result.problems).toEqual(problems);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it("reports a value that nests too deeply to be written", () => {
    const deep = `[{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}},{"a":"1"}]`;
    expect(shortly(createJsonParser, deep)).toEqual({ columns: ["a"], rows: [["1"]], problems: ["1 notARecord"] });
  });

  it("refuses what is beyond the limits and goes on", () => {
    const text = `["z","${"x".repeat(20)}",\n"${"y".repeat(60)}",\n{"a":"1","b":"2","c":"3"},\n"w"]`;
    expect(shortly(createJsonParser, text, SMALL_LIMITS)).toEqual({
      columns: ["text"],
      rows: [["z"], ["w"]],
      problems: ["1 fieldTooLong", "2 lineTooLong", "3 tooManyFields"],
    });
  });
});

describe("JSON Lines", () => {
  it.each([
    ["objects", '{"a":"1"}\n{"a":"2"}\n', ["a"], [["1"], ["2"]]],
    ["no final line break and CRLF", '{"a":"1"}\r\n{"a":"2"}', ["a"], [["1"], ["2"]]],
    ["strings", '"a"\n"b"', ["text"], [["a"], ["b"]]],
    [
      "blank lines",
      '\n{"a":"1"}\n\n  \n{"b":"2"}\n',
      ["a", "b"],
      [
        ["1", ""],
        ["", "2"],
      ],
    ],
  ])("reads %s", (_, text, columns, rows) => {
    expect(shortly(createJsonlParser, text)).toEqual({ columns, rows, problems: [] });
  });

  it.each([
    ["a bad line", '{"a":"1"}\n{"a":\n{"a":"3"}', [["1"], ["3"]], ["2 invalidJson"]],
    ["two values on a line", '{"a":"1"}\n{"a":"2"} {"a":"3"}', [["1"]], ["2 invalidJson"]],
    ["arrays and numbers", '[1]\n2\n{"a":"1"}', [["1"]], ["1 notARecord", "2 notARecord"]],
    ["__proto__", '{"__proto__":{"x":1}}\n{"a":"1"}', [["1"]], ["1 dangerousKey"]],
    ["a line cut off", '{"a":"1"}\n{"a":"2', [["1"]], ["2 invalidJson"]],
  ])("reports %s and loads the rest", (_, text, rows, problems) => {
    const result = shortly(createJsonlParser, text);
    expect(result.rows).toEqual(rows);
    expect(result.problems).toEqual(problems);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it("refuses a line beyond the limit and goes on", () => {
    expect(shortly(createJsonlParser, `"${"x".repeat(50)}"\n"y"`, SMALL_LIMITS)).toEqual({
      columns: ["text"],
      rows: [["y"]],
      problems: ["1 lineTooLong"],
    });
  });
});

describe.each([
  ["JSON", createJsonParser],
  ["JSON Lines", createJsonlParser],
])("%s cuts", (_, create) => {
  const tokens = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    '"',
    '"a"',
    '"__proto__"',
    '{"a":1}',
    '"b":"x"',
    "\\",
    "1",
    "null",
    " ",
    "\n",
    "\r\n",
    "😀",
  ];
  const noise = fc.array(fc.constantFrom(...tokens), { maxLength: 60 }).map((pieces) => pieces.join(""));
  const record = fc.dictionary(fc.constantFrom("a", "b", "constructor", "ç"), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 3,
  });
  const valid = fc.array(fc.oneof(record, fc.string()), { maxLength: 8 });
  const text = fc.oneof(
    noise,
    noise.map((inside) => `[{"a":1},${inside}`),
    valid.map((records) => JSON.stringify(records)),
    valid.map((records) => JSON.stringify({ data: records }, null, 1)),
    valid.map((records) => records.map((value) => JSON.stringify(value)).join("\n")),
  );

  it("give the same table and problems wherever they fall", () => {
    fc.assert(
      fc.property(text, arbitraryLengths, fc.constantFrom(DEFAULT_LIMITS, SMALL_LIMITS), (whole, lengths, limits) => {
        expect(parse(create, cutText(whole, lengths), limits)).toEqual(parse(create, whole, limits));
      }),
      { numRuns: 1000 },
    );
  });

  it("never throw on any text, and every row is as wide as the columns", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary", maxLength: 200 })), (whole) => {
        const { columns, rows } = parse(create, whole, SMALL_LIMITS);
        for (const row of rows) expect(row.values.length).toBe(columns.length);
      }),
      { numRuns: 2500 },
    );
  });

  it("load every record of a valid file", () => {
    const harmless = fc.array(fc.record({ q: fc.string({ minLength: 1 }), a: fc.string() }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(harmless, (records) => {
        const whole =
          create === createJsonParser
            ? JSON.stringify(records, null, 2)
            : records.map((one) => JSON.stringify(one)).join("\n");
        const { columns, rows, problemCount } = parse(create, whole);
        expect(columns).toEqual(["q", "a"]);
        expect(rows.map((row) => row.values)).toEqual(records.map(({ q, a }) => [q, a]));
        expect(problemCount).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
