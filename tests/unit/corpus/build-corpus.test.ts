// Cleaning: its order, its counts, text records, and progress in steps.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CorpusConfig } from "@/domain/config/run-config";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { NO_MENDS } from "@/domain/corpus/corpus";
import { decodeEntities } from "@/domain/corpus/html-entities";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import { blockRows, lineRows, markedRows } from "@/domain/corpus/text-rows";
import { finish } from "../support/finish";
import { expectValue, fileBytes, listed, PLAIN_CONFIG, readBytes, readText } from "./support";

function build(name: string, text: string, corpus: Partial<CorpusConfig> = {}) {
  const config = { ...PLAIN_CONFIG, ...corpus };
  return listed(finish(buildCorpus(expectValue(readText(name, text, config)), config)));
}

const recordsOf = (text: string, corpus: Partial<CorpusConfig> = {}) =>
  expectValue(build("a.txt", text, corpus)).records;

describe("tables", () => {
  it("clean in order: entities, trimming, lower case, incomplete, duplicates", () => {
    const rows = ["A &amp; B,1", " a &#38; b ,1", "&nbsp;,2", ",3", "C,4"];
    const text = `name,n\n${rows.join("\n")}`;
    const all = { decodeEntities: true, trim: true, lowercase: true, dropIncomplete: true, removeDuplicates: true };
    expect(expectValue(build("a.csv", text, all))).toEqual({
      records: ["<name>a & b<n>1<|end|>", "<name>c<n>4<|end|>"],
      lines: [2, 6],
      report: {
        reading: null,
        needed: ["name"],
        read: 5,
        findings: [
          {
            kind: "entity",
            count: 3,
            places: [
              { line: 2, text: "A &amp; B" },
              { line: 3, text: " a &#38; b" },
              { line: 4, text: "&nbsp;" },
            ],
          },
          { kind: "duplicate", count: 1, places: [{ line: 3, text: "<name>a & b<n>1<|end|>", about: "2" }] },
          {
            kind: "incomplete",
            count: 2,
            places: [
              { line: 4, text: "&nbsp; · 2", about: "name" },
              { line: 5, text: " · 3", about: "name" },
            ],
          },
        ],
        mends: NO_MENDS,
        pairs: null,
        kept: 2,
        characters: 40,
      },
      template: "<name>{name}<n>{n}<|end|>",
      marks: [],
      pairs: null,
    });
    expect(expectValue(build("a.csv", text)).records[1]).toBe("<name> a &#38; b <n>1<|end|>");
  });

  it("ask completeness only of the template's columns and leave its own text as it is", () => {
    const corpus = { template: "<T>{a}", dropIncomplete: true, lowercase: true };
    expect(expectValue(build("a.csv", "a,b\nX,\n,Y", corpus)).records).toEqual(["<T>x"]);
  });

  it("need the columns that hold the text, or those that are asked for", () => {
    const text = "a,b,c\nquestion,,a long answer\n,hint,answer\nquestion,,\n,,\nother,,answer";
    const neededOf = (corpus: Partial<CorpusConfig>) => {
      const { report, records } = expectValue(
        build("a.csv", text, { dropIncomplete: true, template: "{a}{b}{c}", ...corpus }),
      );
      const places = report.findings.flatMap((finding) => finding.places.map(({ line, about }) => `${line} ${about}`));
      return { needed: report.needed, kept: records.length, places };
    };
    expect(neededOf({})).toEqual({ needed: ["a", "c"], kept: 2, places: ["3 a", "4 c", "5 a"] });
    expect(neededOf({ neededFields: ["b"] })).toEqual({ needed: ["b"], kept: 1, places: ["2 b", "4 b", "5 b", "6 b"] });
    expect(neededOf({ neededFields: [] })).toEqual({ needed: [], kept: 4, places: ["5 a"] });
    expect(neededOf({ dropIncomplete: false }).kept).toBe(5);
    const types = "name,first,second\nMato,Grama,Veneno\nFogo,Brasa,\nMar,Agua,\nCeu,Vento,Fada";
    const { report: found } = expectValue(build("a.csv", types, { dropIncomplete: true }));
    expect(found).toMatchObject({ needed: ["name", "first"], kept: 4 });
    const asked =
      "question,context,answer\nQ,a context that is longer than the answers,an answer\nQ,,an answer\nQ,,another one";
    expect(expectValue(build("a.csv", asked, { dropIncomplete: true })).report).toMatchObject({ needed: ["answer"] });
    const sparse = "n,text\n1,\n2,\n3,all the text that there is";
    expect(expectValue(build("a.csv", sparse, { dropIncomplete: true })).report).toMatchObject({ needed: ["text"] });
    const optional = fileBytes("tests/cases/fixtures/07-optional-field-mostly-empty.json");
    const config = { ...PLAIN_CONFIG, dropIncomplete: true };
    const read = expectValue(finish(buildCorpus(expectValue(readBytes("07.json", optional)), config)));
    expect(read.report).toMatchObject({ read: 60, kept: 60, needed: ["instruction", "output"] });
  });

  it("fail where nothing is left or the template asks too much", () => {
    expect(build("a.csv", "a,b\n,1", { dropIncomplete: true, neededFields: ["a"], header: "yes" })).toEqual({
      ok: false,
      error: { code: "corpusEmpty" },
    });
    expect(build("a.csv", "a,b\n1,2", { template: "{z}" })).toMatchObject({
      ok: false,
      error: { code: "templateUnknownColumn" },
    });
  });
});

describe("plain text", () => {
  it("says on which line of the file each record starts", () => {
    const corpus: Partial<CorpusConfig> = { separator: "@", trim: true };
    const { records, lines } = expectValue(build("a.txt", "one\n@\n\n\n two\ntwo\n@\n@\nthree", corpus));
    expect(records).toEqual(["one\n", "two\ntwo\n", "three"]);
    expect(lines).toEqual([1, 5, 9]);
    expect(expectValue(build("a.txt", "one\n\ntwo", { textRecords: "blankLines" })).lines).toEqual([1, 3]);
  });

  it("is one record without a separator", () => {
    expect(recordsOf("a\n@\nb\n")).toEqual(["a\n@\nb\n"]);
    expect(recordsOf("  a\n@\nb\n", { trim: true })).toEqual(["a\n@\nb"]);
  });

  it.each([
    ["dropped", { separator: "@" }, ["a\nb\n", "c\n", "d"]],
    ["dropped and trimmed", { separator: "@", trim: true }, ["a\nb\n", "c\n", "d"]],
    [
      "an end token",
      { separator: "@", separatorAction: "endToken" as const },
      ["a\nb\n<|end|>", "c\n<|end|>", "d<|end|>"],
    ],
    [
      "an end token, trimmed",
      { separator: "@", separatorAction: "endToken" as const, trim: true },
      ["a\nb<|end|>", "c<|end|>", "d<|end|>"],
    ],
  ])("splits at separator lines that are %s", (_, corpus, records) => {
    expect(recordsOf("a\nb\n@\n@\nc\n @ \nd", corpus)).toEqual(records);
  });

  it("takes only whole lines for separators", () => {
    expect(recordsOf("a@b\n@@\n@c\n@", { separator: "@" })).toEqual(["a@b\n@@\n@c\n"]);
  });

  it("drops pieces that trimming empties, and repeated ones where asked", () => {
    const corpus = expectValue(
      build("a.txt", "a\n@\n \n@\na\n@\n", { separator: "@", trim: true, removeDuplicates: true }),
    );
    expect(corpus.records).toEqual(["a\n"]);
    expect(corpus.report).toMatchObject({ read: 3, kept: 1 });
    expect(corpus.report.findings).toMatchObject([
      { kind: "incomplete", places: [{ line: 3 }] },
      { kind: "duplicate", places: [{ line: 5, about: "1" }] },
    ]);
  });

  it("fails where only white space was", () => {
    expect(build("a.txt", " \n ", { trim: true })).toEqual({ ok: false, error: { code: "corpusEmpty" } });
  });

  it("concatenates to the text without its separator lines", () => {
    const text = fc.array(fc.constantFrom("a", "@", " ", "\n", "\n", "@\n", "\n@\n", "é", "😀"), { minLength: 1 });
    fc.assert(
      fc.property(text, (pieces) => {
        const whole = pieces.join("");
        const lines = whole.split(/(?<=\n)/).filter((line) => line.trim() !== "@");
        const built = build("a.txt", whole, { separator: "@" });
        expect(built.ok ? built.value.records.join("") : "").toBe(lines.join(""));
      }),
      { numRuns: 500 },
    );
  });

  it("counts code points", () => {
    expect(expectValue(build("a.txt", "é😀\n")).report.characters).toBe(3);
  });
});

describe("a text of many records", () => {
  const names = Array.from({ length: 25 }, (_, index) => `Ana ${String.fromCodePoint(97 + index)}`);
  const verse = ["Ana viu", "manga na feira", "e cantou", "", "Bia comeu", "caju no quintal", "e cantou", ""];
  const reportOf = (text: string, corpus: Partial<CorpusConfig> = {}) =>
    expectValue(build("a.txt", text, corpus)).report;

  it("falls into lines by itself where they are a list", () => {
    expect(recordsOf(names.join("\n"))).toEqual(names.map((name) => `${name}<|end|>`));
    expect(recordsOf(`\n${names.join("\r\n")}\n\n`)).toEqual(names.map((name) => `${name}<|end|>`));
    expect(reportOf(names.join("\n")).reading).toBe("lines");
  });

  it.each([
    ["few names", names.slice(0, 19).join("\n")],
    [
      "short verse between blank lines, not all of one length",
      Array.from({ length: 20 }, () => verse)
        .flat()
        .concat("um verso só")
        .join("\n"),
    ],
    ["verse", Array.from({ length: 40 }, (_, index) => `as aves que aqui gorjeiam ${index}`).join("\n")],
    ["sentences", Array.from({ length: 40 }, (_, index) => `Eu vi ${index}.`).join("\n")],
    ["prose", `${"Era uma vez um reino muito distante do mar. ".repeat(30)}\n`.repeat(30)],
  ])("stays whole by itself where it is %s", (_, text) => {
    expect(reportOf(text).reading).toBe("whole");
    expect(recordsOf(text)).toEqual([text]);
  });

  it("falls into lines, or into stretches between blank lines, where asked", () => {
    expect(recordsOf(verse.join("\n"), { textRecords: "lines" })).toHaveLength(6);
    expect(recordsOf(["", ...verse, "", " ", "Caio"].join("\n"), { textRecords: "blankLines" })).toEqual([
      "Ana viu\nmanga na feira\ne cantou<|end|>",
      "Bia comeu\ncaju no quintal\ne cantou<|end|>",
      "Caio<|end|>",
    ]);
    expect(recordsOf(names.join("\n"), { textRecords: "whole" })).toEqual([names.join("\n")]);
  });

  it("falls into what stands between its own markers, which take the place of the end token", () => {
    const marked = "<|startoftext|>Ana viu.\nE cantou.<|endoftext|>\n<|startoftext|>Bia<|endoftext|>\n";
    const corpus = expectValue(build("a.txt", marked));
    expect(corpus.records).toEqual([
      "<|startoftext|>Ana viu.\nE cantou.<|endoftext|>",
      "<|startoftext|>Bia<|endoftext|>",
    ]);
    expect(corpus.template).toBe("<|startoftext|>{text}<|endoftext|>");
    expect(recordsOf("one<|endoftext|>two<|endoftext|>three")).toEqual(
      ["one", "two", "three"].map((text) => `${text}<|endoftext|>`),
    );
    expect(recordsOf("it ends <|endoftext|> once")).toEqual(["it ends <|endoftext|> once"]);
  });

  it("is cut at a separator before anything else, and as if there were none where it has none", () => {
    const corpus = { separator: "@" };
    expect(reportOf(`${names.join("\n")}\n@\nb`, corpus).reading).toBe("separator");
    expect(reportOf(names.join("\n"), corpus).reading).toBe("lines");
    expect(recordsOf("a\nb", { ...corpus, separatorAction: "endToken" })).toEqual(["a\nb"]);
  });

  it("is cleaned row by row", () => {
    const list = [...names, " Ana a ", "<b>"].join("\n");
    const clean = { trim: true, lowercase: true, removeDuplicates: true, template: "<n>{text}" };
    const { records, report } = expectValue(build("a.txt", list, clean));
    expect(records.slice(0, 2)).toEqual(["<n>ana a", "<n>ana b"]);
    expect(report).toMatchObject({ read: 27, findings: [{ kind: "duplicate", count: 1 }], kept: 26 });
  });

  it("tells the lines on which its records begin", () => {
    expect(lineRows("a\n\nb\n").map(({ line }) => line)).toEqual([1, 3]);
    expect(blockRows("\na\nb\n\n\nc").map(({ line }) => line)).toEqual([2, 6]);
    const markers = { start: "<|s|>", end: "<|e|>", count: 2 };
    expect(markedRows("<|s|>a\nb<|e|>\n\n<|s|>c<|e|>", markers).map(({ line }) => line)).toEqual([1, 4]);
  });

  it("tells how many records each way would give", () => {
    const { shape } = summarizeSource(expectValue(readText("a.txt", verse.join("\n"))));
    expect(shape).toMatchObject({ lines: 6, blocks: 2, markers: null, separators: [], suggested: "whole" });
  });
});

describe("steps", () => {
  it("report progress on a long text, give the same corpus, and can be abandoned", () => {
    const text = "Uma linha &amp; outra\n".repeat(200_000);
    const config = { ...PLAIN_CONFIG, lowercase: true, decodeEntities: true };
    const source = expectValue(readText("a.txt", text));
    const progress = [];
    const steps = buildCorpus(source, config);
    let step = steps.next();
    for (; !step.done; step = steps.next()) progress.push(step.value.done);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect([...expectValue(step.value).records]).toEqual([text.toLowerCase().replaceAll("&amp;", "&")]);
    const [entities] = expectValue(step.value).report.findings;
    expect(entities).toMatchObject({ kind: "entity", count: 200_000 });
    expect(entities.places[99]).toEqual({ line: 100, text: "Uma linha &amp; outra" });
    const abandoned = buildCorpus(source, config);
    abandoned.next();
    expect(abandoned.return({ ok: false, error: { code: "corpusEmpty" } }).done).toBe(true);
  });

  it("report progress on a long table, the sooner the longer its rows", () => {
    const first = (row: string) => {
      const source = expectValue(readText("a.csv", `a,b\n${row.repeat(10_000)}`));
      const steps = buildCorpus(source, PLAIN_CONFIG);
      let step = steps.next();
      while (!step.done && step.value.done === 0) step = steps.next();
      return step;
    };
    const [short, long] = [first("1,2\n"), first(`1,${"2".repeat(1_000)}\n`)];
    expect(short).toEqual({ done: false, value: { done: expect.any(Number), total: 10_000 } });
    const rows = (step: typeof short) => (step.done ? 0 : step.value.done);
    expect(rows(short)).toBeLessThanOrEqual(4_096);
    expect(rows(long)).toBeLessThanOrEqual(1_048);
    expect(rows(long)).toBeGreaterThan(500);
  });
});

describe("entities", () => {
  it.each([
    ["a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;", "a & b <c> \"d\" 'e'", 7],
    ["a&ccedil;&atilde;o &Eacute; &nbsp;", "ação É \u00a0", 4],
    ["&#8217;&#x2019;&rsquo;&#146;", "’’’’", 4],
    ["&#128512;&yuml;&iexcl;", "😀ÿ¡", 3],
    ["&amp;lt;", "&lt;", 1],
    [
      "&unknown; &amp &; &#; &#x; &#0; &#xD800; &#1114112; R&D; AT&T",
      "&unknown; &amp &; &#; &#x; &#0; &#xD800; &#1114112; R&D; AT&T",
      0,
    ],
    ["&constructor; &__proto__;", "&constructor; &__proto__;", 0],
  ])("of %j give %j", (text, decoded, count) => {
    expect(decodeEntities(text).text).toBe(decoded);
    expect(decodeEntities(text).offsets).toHaveLength(count);
  });
});
