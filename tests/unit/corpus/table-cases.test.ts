// Tables as people drop them: whatever their dialect, every row becomes a record and nothing happens in silence.
import { describe, expect, it } from "vitest";
import { automaticTemplate } from "@/domain/corpus/automatic-template";
import { decimalCommaColumns } from "@/domain/corpus/decimal-comma";
import { readDelimiter, writeDelimiter } from "@/domain/corpus/delimiter-text";
import type { SourceNote } from "@/domain/corpus/source-note";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import { fileBytes, readBytes, readText, tableOf } from "./support";

const tableCase = (name: string) => tableOf(readBytes(name, fileBytes(`tests/cases/fixtures/${name}`)));
const told = (notes: readonly SourceNote[]) => Object.fromEntries(notes.map(({ kind, count }) => [kind, count]));

describe("cases of tables", () => {
  it.each([
    ["01-header-with-empty-names.csv", ["label", "message"], 60, ["spam", "Ana viu manga na feira no dia 1."]],
    ["02-trailing-comma-every-line.csv", ["name", "sentence"], 60, ["Ana", "Ana viu manga na feira no dia 1."]],
    ["03-trailing-comma-rows-only.csv", ["name", "sentence"], 60, ["Ana", "Ana viu manga na feira no dia 1."]],
    [
      "04-title-lines-before-header.csv",
      ["Name", "Fruit", "Place", "Sentence"],
      60,
      ["Ana", "manga", "na feira", "Ana viu manga na feira no dia 1."],
    ],
    ["06-comment-lines.csv", ["name", "fruit", "sentence"], 60, ["Ana", "manga", "Ana viu manga na feira no dia 1."]],
    [
      "24-questions-no-header.csv",
      ["column1", "column2"],
      60,
      ["What did Ana do on day 1?", "Ana viu manga na feira no dia 1."],
    ],
    ["26-single-column-bare-commas.csv", ["text"], 60, ["Ana viu manga na feira no dia 1."]],
    [
      "27-form-questions-as-header.csv",
      [
        "Timestamp",
        "What is your favourite fruit of all the fruits that grow in your town or village?",
        "Tell us in one sentence what somebody in your family did with a fruit last week",
      ],
      60,
      ["2024/03/01 10:00:00 AM GMT-3", "manga", "Ana viu manga na feira no dia 1."],
    ],
    [
      "29-backslash-quotes.csv",
      ["name", "quote"],
      60,
      ["Ana", 'He said "manga", and Ana viu manga na feira no dia 1.'],
    ],
    ["45a-semicolons.csv", ["nome", "nota", "frase"], 60, ["Ana", "0,5", "Ana viu manga na feira no dia 1."]],
    ["45b-commas.csv", ["name", "fruit", "sentence"], 60, ["Ana", "manga", "Ana viu manga na feira no dia 1."]],
    ["47-rows-of-different-length.csv", ["name", "fruit", "place", "note"], 60, ["Ana", "manga", "na feira", "ok"]],
    ["49-multiline-quoted.csv", ["title", "poem"], 60, ["Poema 0", 'Ana viu,\nmanga na feira,\n"e cantou"']],
    ["52-pipe-table.txt", ["column1", "column2", "column3"], 60, ["1", "1", "Ana viu manga na feira no dia 1."]],
    ["55-pandas-index-column.csv", ["column1", "text", "label"], 60, ["0", "Ana viu manga na feira no dia 1.", "0"]],
  ])("reads %s", (name, columns, count, first) => {
    const { columns: found, rows, facts } = tableCase(name);
    expect(found).toEqual(columns);
    expect(rows.length).toBe(count);
    expect(rows[0].values).toEqual(first);
    expect(facts.problemCount).toBe(0);
  });

  it("leaves nameless columns that a few rows fill out of the automatic template and tells their values", () => {
    const messages = Array.from(
      { length: 60 },
      (_, index) => `ham,Ana viu manga ${index},,${index === 7 ? "fim" : ""}`,
    );
    const table = tableOf(readText("sms.csv", ["v1,v2,,", ...messages].join("\n")));
    expect(table.columns).toEqual(["v1", "v2", "column4"]);
    expect(automaticTemplate(table.columns, "", table.asides)).toBe("<v1>{v1}<v2>{v2}");
    expect(table.facts.notes).toContainEqual({ kind: "strayValue", count: 1, places: [{ line: 9, text: "fim" }] });
  });

  it("takes a list inside a column for no table of its own", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
    const names = letters.map((one, index) => `F,AN${one},,${index * 7},AN${one}|AN${one}A|AN${one}E`);
    const table = tableOf(readText("nomes.csv", ["group,name,women,total,alternatives", ...names].join("\n")));
    expect(table.columns).toEqual(["group", "name", "women", "total", "alternatives"]);
    expect(table.rows.length).toBe(26);
  });

  it("refuses columns of numbers with that reason", () => {
    const read = readBytes("mnist.csv", fileBytes("tests/cases/fixtures/23-785-numbers-wide.csv"));
    const error = { code: "tooManyColumns", name: "mnist.csv", columns: 785, limit: 512, onlyNumbers: true };
    expect(read).toEqual({ ok: false, error });
    const wide = Array.from({ length: 600 }, (_, index) => `word ${index}`).join(",");
    expect(readText("a.csv", `${wide}\n${wide}\n`)).toMatchObject({ ok: false, error: { onlyNumbers: false } });
  });

  it("leaves a running number out of the automatic template alone", () => {
    const templateOf = (text: string) => {
      const table = tableOf(readText("a.csv", text));
      return automaticTemplate(table.columns, "", table.asides);
    };
    const { columns, asides } = tableCase("55-pandas-index-column.csv");
    expect(automaticTemplate(columns, "", asides)).toBe("<text>{text}<label>{label}");
    expect(templateOf("id,name\n7,Ana\n8,Bia\n9,Caio\n")).toBe("{name}");
    expect(templateOf("id,name\n7,Ana\n9,Bia\n10,Caio\n")).toBe("<id>{id}<name>{name}");
    expect(templateOf("year,name\n2001,Ana\n2002,Bia\n2003,Caio\n")).toBe("<year>{year}<name>{name}");
  });

  it.each([
    ["55-pandas-index-column.csv", { indexColumn: 1 }],
    ["01-header-with-empty-names.csv", { emptyColumn: 3 }],
    ["04-title-lines-before-header.csv", { titleLine: 2 }],
    ["06-comment-lines.csv", { comment: 2 }],
    ["47-rows-of-different-length.csv", { shortRow: 40 }],
    ["45b-commas.csv", {}],
  ])("tells what it did to %s", (name, notes) => {
    expect(told(tableCase(name).facts.notes)).toEqual(notes);
  });
});

describe("kinds of tables", () => {
  const rowsOf = (text: string, name = "a.csv") => {
    const table = tableOf(readText(name, text));
    return { columns: table.columns, rows: table.rows.map((row) => row.values), notes: told(table.facts.notes) };
  };

  it.each([
    [
      "a delimiter declared by sep=",
      "sep=;\nname;note\nAna, B;1,5\nBia;2\n",
      ["name", "note"],
      [
        ["Ana, B", "1,5"],
        ["Bia", "2"],
      ],
      { titleLine: 1 },
    ],
    [
      "years as names",
      "Country,2019,2020\nBrazil,1,2\nChile,3,4\n",
      ["Country", "2019", "2020"],
      [
        ["Brazil", "1", "2"],
        ["Chile", "3", "4"],
      ],
      {},
    ],
    [
      "a header that begins with a hash",
      "#id,name\n1,Ana\n2,Bia\n",
      ["#id", "name"],
      [
        ["1", "Ana"],
        ["2", "Bia"],
      ],
      {},
    ],
    [
      "single quotes",
      "id,text\n1,'a, b'\n2,'c, d'\n",
      ["id", "text"],
      [
        ["1", "a, b"],
        ["2", "c, d"],
      ],
      {},
    ],
    [
      "an escaped backslash before a quote",
      'id,text\n1,"a \\"b\\" c"\n2,"d\\\\"\n3,"e, f"\n',
      ["id", "text"],
      [
        ["1", 'a "b" c'],
        ["2", "d\\"],
        ["3", "e, f"],
      ],
      { indexColumn: 1 },
    ],
    [
      "a long row, whose rest stays in the last column",
      "id,text\n1,a\n2,b,c\n3,d\n4,e\n",
      ["id", "text"],
      [
        ["1", "a"],
        ["2", "b,c"],
        ["3", "d"],
        ["4", "e"],
      ],
      { longRow: 1, indexColumn: 1 },
    ],
    [
      "a short first row without a header",
      "1,2\n3,4,5\n6,7,8\n",
      ["column1", "column2", "column3"],
      [
        ["1", "2", ""],
        ["3", "4", "5"],
        ["6", "7", "8"],
      ],
      { shortRow: 1 },
    ],
    [
      "comments between the rows",
      "# a, b and c\nid,text\n1,a\n# note\n2,b\n",
      ["id", "text"],
      [
        ["1", "a"],
        ["2", "b"],
      ],
      { comment: 2 },
    ],
  ])("reads %s", (_, text, columns, rows, notes) => {
    expect(rowsOf(text)).toEqual({ columns, rows, notes });
  });

  it("takes the one name of a table of one column for a header where it is what such columns are called", () => {
    const columnsOf = (first: string) => rowsOf(`${first}\nAna viu manga, uva\nBia saiu\nCaio, Dora e Eva\n`).columns;
    for (const name of ["Mensagem", "FRASES", "quote", "Comentários", "lyrics", "user_text"]) {
      expect(columnsOf(name)).toEqual([name]);
    }
    for (const name of ["Eva saiu", "Bahia", "message in a bottle"]) expect(columnsOf(name)).toEqual(["column1"]);
  });

  it("says on which lines rows were short", () => {
    const { facts } = tableOf(readText("a.csv", "id,a,b\n1,2,3\n4\n5,6,7\n8,9\n"));
    expect(facts.notes).toEqual([
      {
        kind: "shortRow",
        count: 2,
        places: [
          { line: 3, text: "4" },
          { line: 5, text: "8,9" },
        ],
      },
    ]);
  });
});

describe("what was found and is wished otherwise", () => {
  const valuesOf = (text: string, corpus: Parameters<typeof readText>[2]) =>
    tableOf(readText("a.csv", text, corpus)).rows.map(({ values }) => [...values]);
  const titled = "Report\nmade up\nname,sentence\nAna,one\nBia,two\nCaio,three\nDora,four\nEva,five\nFabi,six\n";

  it("reads lines above the table as rows, or as many less as are to be passed over", () => {
    expect(valuesOf(titled, {})[0]).toEqual(["Ana", "one"]);
    const all = tableOf(readText("a.csv", titled, { skippedLines: "0" }));
    expect(all.rows.map(({ values }) => values[0]).slice(0, 3)).toEqual(["Report", "made up", "name"]);
    expect(all.rows[0].line).toBe(1);
    expect(told(all.facts.notes).titleLine).toBeUndefined();
    const fewer = tableOf(readText("a.csv", titled, { skippedLines: "3", header: "no" }));
    expect(fewer.rows[0]).toMatchObject({ line: 4, values: ["Ana", "one"] });
    expect(told(fewer.facts.notes)).toEqual({ titleLine: 3 });
    // A header that is data is no reason to make rows of the lines above it.
    const headerless = tableOf(readText("a.csv", titled, { header: "no" }));
    expect(headerless.rows[0]).toMatchObject({ line: 3, values: ["name", "sentence"] });
    expect(headerless.rows).toHaveLength(7);
    // More lines than there are leave no table, and end.
    expect(readText("a.csv", titled, { skippedLines: "999" })).toMatchObject({ ok: false });
  });

  it("keeps comments as rows, or leaves lines out by another mark", () => {
    const text = "# a, note\nname,x\nAna,1\n# b, c\nBia,2\n";
    expect(valuesOf(text, { header: "no" })).toEqual([
      ["name", "x"],
      ["Ana", "1"],
      ["Bia", "2"],
    ]);
    expect(valuesOf(text, { header: "no", comment: "none" })).toContainEqual(["# b", " c"]);
    expect(valuesOf("a,b\n// c,d\ne,f\n", { header: "no", comment: "//" })).toEqual([
      ["a", "b"],
      ["e", "f"],
    ]);
  });

  it("reads by the delimiter, quote and escape that are named", () => {
    const header = "no";
    expect(valuesOf("a~b, c\nd~e, f\n", { header, delimiter: "~" })[0]).toEqual(["a", "b, c"]);
    expect(valuesOf("a,b\nc,d\n", { header, delimiter: "none" })).toEqual([["a,b"], ["c,d"]]);
    expect(valuesOf('"a,b",c\n', { header, delimiter: ",", quote: "none" })).toEqual([['"a', 'b"', "c"]]);
    expect(valuesOf("'a,b',c\n", { header, delimiter: ",", quote: "'" })).toEqual([["a,b", "c"]]);
    expect(valuesOf('"a\\",b",c\n', { header, delimiter: ",", escape: "backslash" })).toEqual([['a",b', "c"]]);
    expect(valuesOf('"a\\",b\n', { header, delimiter: ",", escape: "double" })).toEqual([["a\\", "b"]]);
  });

  it("reads by any other delimiter, as itself or by its escape, and finds one where none is meant", () => {
    const read = (text: string, otherDelimiter: string) =>
      valuesOf(text, { header: "no", delimiter: "other", otherDelimiter });
    expect(read("'b§c'§a\nd§e\n", "§")).toEqual([
      ["b§c", "a"],
      ["d", "e"],
    ]);
    expect(read("a\u001fb, c\nd\u001fe\n", "\\x1F")[0]).toEqual(["a", "b, c"]);
    expect(read("a]b\nc]d\n", "]")[1]).toEqual(["c", "d"]);
    expect(read("a;b\nc;d\n", "ab")[1]).toEqual(["c", "d"]);
    const meant = ["\\t", "\\v", "\\0", "\\\\", "\\u00a6", "，", " ", "#"].map(readDelimiter);
    expect(meant).toEqual(["\t", "\v", "\0", "\\", "¦", "，", " ", "#"]);
    const refused = [
      "",
      "a",
      "é",
      "7",
      "²",
      '"',
      "'",
      "\\n",
      "\\x41",
      "\\",
      "\n",
      "\\u000a",
      "👩",
      "\\ud83d",
      ",,",
      "\\q",
    ];
    expect(refused.filter((typed) => readDelimiter(typed) !== null)).toEqual([]);
    for (const delimiter of ["\t", "\u001f", "\u2028", "§", "\\\\"]) {
      expect(readDelimiter(writeDelimiter(delimiter)) ?? "").toBe(delimiter === "\\\\" ? "\\" : delimiter);
    }
    expect(writeDelimiter("\u001f")).toBe("\\u001f");
  });

  it("counts the rows that delimiter, quotes and escape concern, and the lines of a text", () => {
    const text = 'name,quote\nAna,"a, b"\nBia,"she ""said""\nno"\nCaio\nEva,plain\nFabi,plain\nDora,"x"';
    const counts = { delimiter: 6, quote: 3, escape: 1, lines: 8 };
    expect(tableOf(readText("a.csv", text)).facts.dialect?.counts).toEqual(counts);
    expect(tableOf(readText("a.csv", `${text}\n`)).facts.dialect?.counts).toEqual(counts);
  });

  it("names columns of numbers with a decimal comma, which stay as written", () => {
    const source = tableOf(readBytes("45a.csv", fileBytes("tests/cases/fixtures/45a-semicolons.csv")));
    expect(decimalCommaColumns(summarizeSource(source))).toEqual(["nota"]);
    const text = tableOf(readText("a.csv", "a;b\n1,5;x\none, two;y\n", { header: "yes", delimiter: ";" }));
    expect(decimalCommaColumns(summarizeSource(text))).toEqual([]);
  });
});
