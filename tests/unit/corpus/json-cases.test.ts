// JSON as people drop it: wherever the records lie, each becomes a record with the values that the file holds.
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { notedNames } from "@/domain/corpus/source-note";
import { resolveSpecialTokens } from "@/domain/tokenizer/special-tokens";
import { finish } from "../support/finish";
import { expectValue, fileBytes, PLAIN_CONFIG, readBytes, readText, tableOf } from "./support";

const jsonCase = (name: string) => tableOf(readBytes(name, fileBytes(`tests/cases/fixtures/${name}`)));

describe("cases of JSON", () => {
  it.each([
    [
      "07-optional-field-mostly-empty.json",
      ["instruction", "input", "output"],
      60,
      ["Say what Ana did on day 1.", "Fruit: manga", "Ana viu manga na feira no dia 1."],
    ],
    [
      "08-intents-with-an-empty-field.json",
      ["tag", "patterns", "responses", "context_set"],
      20,
      [
        "tag0",
        "Did Ana eat?\nWhat did Ana do?",
        "Ana viu manga na feira no dia 1.\nAna pintou manga no sítio no dia 21.",
        "",
      ],
    ],
    [
      "09-messages.jsonl",
      ["messages"],
      60,
      [
        '<system>You know fruit.<user>What did Ana do?\nTell me!<assistant>Ana viu manga na feira no dia 1. He said "manga".',
      ],
    ],
    ["12-features-then-rows.json", ["text", "label"], 60, ["Ana viu manga na feira no dia 1.", "0"]],
    [
      "13-records-by-id.json",
      ["key", "id", "name", "directions"],
      60,
      ["2", "2", "manga pie", "Ana viu manga na feira no dia 1."],
    ],
    [
      "16-columns-of-rows.json",
      ["question", "answer"],
      60,
      ["What happened on day 1?", "Ana viu manga na feira no dia 1."],
    ],
    [
      "17-object-of-arrays.json",
      ["question", "answer"],
      60,
      ["What happened on day 1?", "Ana viu manga na feira no dia 1."],
    ],
    [
      "19-pretty-printed-objects.jsonl",
      ["question", "answer"],
      60,
      ["What happened on day 1?", "Ana viu manga na feira no dia 1."],
    ],
    ["20-nan-from-python.json", ["text", "score"], 60, ["Ana viu manga na feira no dia 1.", "0.0"]],
    ["21-numbers-rewritten.json", ["id", "price", "big", "item"], 60, ["1606877985956843500", "10.50", "1e5", "manga"]],
    [
      "50-python-dicts.json",
      ["question", "answer"],
      60,
      ["What happened on day 1?", "Ana viu manga na feira no dia 1."],
    ],
    [
      "51-json-trailing-comma.json",
      ["question", "answer"],
      60,
      ["What happened on day 1?", "Ana viu manga na feira no dia 1."],
    ],
  ])("reads %s", (name, columns, count, first) => {
    const { columns: found, rows } = jsonCase(name);
    expect(found).toEqual(columns);
    expect(rows.length).toBe(count);
    expect(rows[0].values).toEqual(first);
  });

  it("reads a question of SQuAD as a record, with the context that it belongs to", () => {
    const { columns, rows, facts } = jsonCase("10-squad-shape.json");
    expect(columns).toEqual(["title", "context", "question", "answer"]);
    expect(rows.length).toBe(60);
    expect(rows[0].values.slice(2)).toEqual(["What happened on day 1?", "Ana viu manga na feira no dia 1."]);
    expect(facts.places?.chosen).toBe("data[].paragraphs[].qas[]");
  });

  it("reads each question of SQuAD once, those without an answer too, nested or as rows", () => {
    const answers = [1, 2, 3].map((start) => ({ text: "a manga", answer_start: start }));
    const asked = { question: "O quê?", id: "1", answers, is_impossible: false };
    const unasked = { question: "Por quê?", id: "2", answers: [], plausible_answers: answers, is_impossible: true };
    const context = "Ana viu a manga. ".repeat(9);
    const nested = { data: [{ title: "Feira", paragraphs: [{ context, qas: [asked, unasked, asked] }] }] };
    const read = tableOf(readText("a.json", JSON.stringify(nested)));
    expect(read.columns).toEqual(["title", "context", "question", "answer"]);
    expect(read.rows.map(({ values }) => values.slice(2))).toEqual([
      ["O quê?", "a manga"],
      ["Por quê?", ""],
      ["O quê?", "a manga"],
    ]);
    const lines = [
      { text: ["a manga"], answer_start: [1] },
      { text: [], answer_start: [] },
    ].map((found) => JSON.stringify({ context, question: "O quê?", answers: found }));
    expect(tableOf(readText("a.jsonl", lines.join("\n"))).rows.map(({ values }) => values.slice(1))).toEqual([
      ["O quê?", "a manga"],
      ["O quê?", ""],
    ]);
  });

  it("tells of questions of SQuAD whose answers differ, of which the first counts", () => {
    const said = (...texts: string[]) => texts.map((text, at) => ({ text, answer_start: at }));
    const rows = [
      { question: "Quem?", answers: said("Ana", "Ana", "a Ana") },
      { question: "Quando?", answers: said("ontem", "ontem") },
      { question: "Onde?", answers: { text: ["na feira", "feira"], answer_start: [1, 4] } },
      { question: "Por quê?", answers: { text: [], answer_start: [] } },
    ];
    const read = tableOf(readText("a.jsonl", rows.map((row) => JSON.stringify(row)).join("\n")));
    expect(read.rows.map(({ values }) => values[1])).toEqual(["Ana", "ontem", "na feira", ""]);
    expect(read.facts.notes).toMatchObject([
      { kind: "furtherAnswer", count: 2, places: [{ line: 1, text: "a Ana" }, { line: 3 }] },
    ]);
  });

  it("finds the same place whether or not numbers must be kept as written", () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({ row_idx: index, row: { text: "Ana viu", at: 0.5 } }));
    const { columns } = tableOf(readText("a.json", JSON.stringify({ rows })));
    expect(columns).toEqual(["text", "at"]);
  });

  it("reads a dictionary by its words", () => {
    const { columns, rows } = jsonCase("15-dictionary.json");
    expect(columns).toEqual(["key", "value"]);
    expect(rows[0].values).toEqual(["manga0", "Ana viu manga na feira no dia 1."]);
  });
});

describe("places of records", () => {
  const read = (text: string, recordPath = "", name = "a.json") => {
    const { columns, rows, facts } = tableOf(readText(name, text, { recordPath }));
    return { columns, rows: rows.map(({ values }) => values), chosen: facts.places?.chosen };
  };

  it("are not the lists that belong to a record", () => {
    const recipes = [
      { title: "bolo de fubá", steps: ["misture", "asse"], parts: [{ name: "fubá" }, { name: "leite" }] },
    ];
    expect(read(JSON.stringify(recipes))).toEqual({
      columns: ["title", "steps", "parts.name"],
      rows: [["bolo de fubá", "misture\nasse", "fubá\nleite"]],
      chosen: ".",
    });
  });

  it("keep what stands around them, under a name of its own, and what has no part in the list", () => {
    const part = (nome: string) => ({ nome, texto: "Misture tudo com calma e asse." });
    const books = [
      { nome: "Bolo", ano: 1930, partes: [part("Massa"), part("Forno")] },
      { nome: "Pão", partes: [] },
      { nome: "Chá", partes: [part("Água"), part("Folha")] },
    ];
    const lines = books.map((book) => JSON.stringify(book)).join("\n");
    for (const [text, owner] of [
      [JSON.stringify({ receitas: books }), "receitas"],
      [JSON.stringify(books), "parent"],
      [lines, "parent"],
    ]) {
      const read = tableOf(readText("a.json", text));
      expect(read.columns).toEqual([`${owner}.nome`, "ano", "nome", "texto"]);
      expect(read.rows.map(({ values }) => values.slice(0, 3))).toEqual([
        ["Bolo", "1930", "Massa"],
        ["Bolo", "1930", "Forno"],
        ["", "", "Pão"],
        ["Chá", "", "Água"],
        ["Chá", "", "Folha"],
      ]);
    }
  });

  it("are all lists of much the same records, with the name of each list, but not lists of different things", () => {
    const said = (count: number) => Array.from({ length: count }, (_, day) => ({ text: `Ana viu ${day}`, label: day }));
    const parted = read(JSON.stringify({ version: { number: 1 }, data: { train: said(4), test: said(2) } }));
    expect(parted).toMatchObject({ columns: ["key", "text", "label"], chosen: "data{}[]" });
    expect(parted.rows.map(([key]) => key)).toEqual(["train", "train", "train", "train", "test", "test"]);
    expect(read(JSON.stringify({ users: [{ id: 1, name: "Ana" }], posts: said(9) })).chosen).toBe("posts[]");
  });

  it("read lists of different lengths as texts of lines, not as rows", () => {
    const verses = ["No princípio era a feira.", "E a feira era boa.", "E Ana viu a manga."];
    const books = ["Gênesis", "Êxodo"].map((name) => ({ name, chapters: [verses, verses.slice(1)] }));
    const { columns, rows } = tableOf(readText("a.json", JSON.stringify(books)));
    expect(columns).toEqual(["name", "text"]);
    expect(rows.map(({ values }) => values)[1]).toEqual(["Gênesis", verses.slice(1).join("\n")]);
    expect(tableOf(readText("a.json", JSON.stringify(books), { lists: "records" })).rows).toHaveLength(10);
  });

  it("can be chosen from those that are offered", () => {
    const text = JSON.stringify({
      authors: [{ name: "Ana" }],
      books: [{ title: "Um livro comprido" }, { title: "Outro" }],
    });
    expect(read(text, "authors[]")).toEqual({ columns: ["name"], rows: [["Ana"]], chosen: "authors[]" });
    expect(read(text, "nowhere[]").chosen).toBe(read(text).chosen);
  });

  it("may miss in values that are unlike the others", () => {
    const columns = '{"a":["x","y"],"b":["z","w"]}';
    const table = tableOf(readText("a.jsonl", `${columns}\n{}\n{"a":null,"b":1}\n${columns}\n`));
    expect(table.rows.map(({ line }) => line)).toEqual([1, 1, 4, 4]);
    expect(table.facts.problems.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "notARecord"],
      [3, "notARecord"],
    ]);
  });

  it("lie behind an assignment of JavaScript too", () => {
    const text =
      'const dados = [\n  // um comentário\n  { nome: "Ana", "idade": 7, },\n  { nome: \'Bia\', idade: 8 }\n];\n';
    expect(read(text, "", "dados.js")).toEqual({
      columns: ["nome", "idade"],
      rows: [
        ["Ana", "7"],
        ["Bia", "8"],
      ],
      chosen: ".",
    });
  });
});

describe("lists of texts in records", () => {
  const read = (records: unknown, lists: "lines" | "records") => {
    const { columns, rows, facts } = tableOf(readText("a.json", JSON.stringify(records), { lists }));
    return { columns, rows: rows.map(({ values }) => values), lists: facts.places?.lists };
  };
  const poems = [
    { title: "Noite", lines: ["a lua", "o rio"], notes: { words: ["lua", "rio"] } },
    { title: "Dia", lines: ["o sol", "a rua", "o mar"], notes: { words: ["sol", "rua", "mar"] } },
    { title: "Nada", lines: [], notes: { words: [] } },
  ];

  it("are lines of one record, or records of their own beside the other fields and the lists that go with them", () => {
    const told = { names: ["lines", "notes.words"], lines: 3, records: 6 };
    expect(read(poems, "lines")).toEqual({
      columns: ["title", "lines", "notes.words"],
      rows: [
        ["Noite", "a lua\no rio", "lua\nrio"],
        ["Dia", "o sol\na rua\no mar", "sol\nrua\nmar"],
        ["Nada", "", ""],
      ],
      lists: told,
    });
    const apart = read(poems, "records");
    expect(apart.lists).toEqual(told);
    expect(apart.rows).toEqual([
      ["Noite", "a lua", "lua"],
      ["Noite", "o rio", "rio"],
      ["Dia", "o sol", "sol"],
      ["Dia", "a rua", "rua"],
      ["Dia", "o mar", "mar"],
      ["Nada", "", ""],
    ]);
  });

  it("stay lines beside a longer list, and where there is one list of texts in all", () => {
    const intents = [{ tag: "oi", patterns: ["Oi!", "Olá!", "E aí?"], responses: ["Olá!", "Oi!"] }, { tag: "fim" }];
    expect(read(intents, "records")).toMatchObject({
      rows: [
        ["oi", "Oi!", "Olá!\nOi!"],
        ["oi", "Olá!", "Olá!\nOi!"],
        ["oi", "E aí?", "Olá!\nOi!"],
        ["fim", "", ""],
      ],
      lists: { names: ["patterns"], lines: 2, records: 4 },
    });
    expect(read(["um", "dois", "um"], "records")).toMatchObject({ rows: [["um"], ["dois"], ["um"]], lists: null });
    expect(read([{ a: ["só"] }], "records").lists).toBeNull();
  });

  it("are counted in records that come behind those by which they were found", () => {
    const many = Array.from({ length: 120 }, (_, index) => ({ name: `n${index}`, lines: ["um", "dois"] }));
    const told = { names: ["lines"], lines: 120, records: 240 };
    expect(read(many, "lines")).toMatchObject({ lists: told });
    const { rows, lists } = read(many, "records");
    expect(lists).toEqual(told);
    expect(rows.at(-1)).toEqual(["n119", "dois"]);
  });
});

describe("what JSON tells beside its records", () => {
  it("names the speakers of conversations, whose marks are special tokens", () => {
    const source = jsonCase("09-messages.jsonl");
    expect(notedNames(source.facts.notes, "speaker")).toEqual(["<system>", "<user>", "<assistant>"]);
    for (const lowercase of [false, true]) {
      const config = { ...PLAIN_CONFIG, lowercase };
      const corpus = expectValue(finish(buildCorpus(source, config)));
      const specials = resolveSpecialTokens(defaultConfig.tokens, config, corpus.template, null, corpus.marks);
      expect(specials).toEqual(["<|end|>", "<system>", "<user>", "<assistant>"]);
    }
  });

  it("replaces half a character and says where", () => {
    const { rows, facts } = tableOf(readText("a.jsonl", '{"a":"x"}\n{"a":"\\ud83d y"}\n{"a":"\\ud83d\\ude00"}\n'));
    expect(rows.map(({ values }) => values)).toEqual([["x"], ["\uFFFD y"], ["😀"]]);
    expect(facts.notes).toEqual([{ kind: "loneSurrogate", count: 1, places: [{ line: 2, text: "\uFFFD y" }] }]);
  });
});
