// Rows to pairs: where the response begins, and what is empty, repeated or asked twice.
import { describe, expect, it } from "vitest";
import { countOf } from "@/domain/corpus/finding";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import { offeredPair } from "@/domain/pairs/offered-pairs";
import { expectValue, readText } from "../corpus/support";
import { PAIR_CONFIG, pairsOf, pairsOfText } from "./pairs-of";

const ROWS = [
  { question: "Who?", answer: "Ana" },
  { question: "Where?", answer: "Rio" },
  { question: "Who?", answer: "Bia" },
  { question: "Who?", answer: "Ana" },
];

describe("pairs", () => {
  it("are prompt, separator, response and end token, the last space of the separator being the response's", () => {
    const { records, pairs, template } = pairsOf(ROWS.slice(0, 2));
    expect([...records]).toEqual(["Who? Ana<|end|>", "Where? Rio<|end|>"]);
    expect(pairs).toEqual({ promptUnits: [4, 6], questions: [0, 1] });
    expect(template).toBe("{question} {answer}<|end|>");
    expect(pairsOf(ROWS.slice(0, 1), { pairSeparator: " ->\n" }).pairs?.promptUnits).toEqual([8]);
  });

  it("that repeat others are counted, and dropped where that is asked for", () => {
    const kept = pairsOf(ROWS, { removeDuplicates: false });
    expect(kept.records.length).toBe(4);
    expect(kept.pairs?.questions).toEqual([0, 1, 0, 0]);
    expect(kept.report.pairs).toMatchObject({ duplicates: 1, repeatedQuestions: 1 });
    const without = pairsOf(ROWS, { removeDuplicates: true });
    expect([...without.records]).toEqual(["Who? Ana<|end|>", "Where? Rio<|end|>", "Who? Bia<|end|>"]);
    expect(countOf(without.report.findings, "duplicate")).toBe(1);
    const first = pairsOf(ROWS, { removeDuplicates: true, repeatedQuestions: "first" });
    expect([...first.records]).toEqual(["Who? Ana<|end|>", "Where? Rio<|end|>"]);
    expect(countOf(first.report.findings, "repeatedQuestion")).toBe(1);
    expect(first.report).toMatchObject({ read: 4, kept: 2 });
  });

  it("of which a part is empty or markup alone are counted, and dropped with the incomplete ones", () => {
    const rows = [
      { question: "Who?", answer: " " },
      { question: "", answer: "Ana" },
      { question: "Where?", answer: "<p>&nbsp;</p><br/>" },
      { question: "When?", answer: "<b>Now</b> &amp; <br>here" },
    ];
    const asRead = pairsOf(rows);
    expect(asRead.records.length).toBe(4);
    expect(asRead.report.pairs).toMatchObject({ emptyPrompts: 1, emptyResponses: 1, markupOnly: 1, entities: 2 });
    const mends = { dropIncomplete: true, removeMarkup: true, decodeEntities: true, trim: true };
    const mended = pairsOf(rows, mends);
    expect([...mended.records]).toEqual(["When? Now & here<|end|>"]);
    expect(mended.report.pairs).toMatchObject({ emptyPrompts: 1, emptyResponses: 2, markupOnly: 1 });
    expect(mended.report.mends.markupRemoved).toBe(6);
  });

  it("need no optional part of a prompt", () => {
    const rows = Array.from({ length: 10 }, (_, at) => ({
      instruction: `Say what Ana did on day ${at}.`,
      input: at === 3 ? "Fruit: manga" : "",
      output: `Ana ate ${at} fruits.`,
    }));
    const config = { prompt: "{instruction}\n{input}", response: "{output}", dropIncomplete: true };
    expect(pairsOf(rows, config).records.length).toBe(10);
  });

  it("keep their borders when rare characters become marks and records are left out", () => {
    const rows = [
      { question: "a\u{1f600}b", answer: "aba" },
      { question: "aab", answer: "bab" },
      { question: "b", answer: "a" },
    ];
    const { records, pairs } = pairsOf(rows, { rareCharacters: "replace", rareBelow: 2, shortestRecord: 12 });
    expect([...records]).toEqual(["a□b aba<|end|>", "aab bab<|end|>"]);
    expect(pairs).toEqual({ promptUnits: [3, 3], questions: [0, 1] });
  });
});

describe("conversations", () => {
  const turns = [
    { role: "system", content: "You know fruit." },
    { role: "user", content: "Which one?" },
    { role: "assistant", content: "Manga." },
    { role: "user", content: "Thanks <3" },
  ];
  const file = `${JSON.stringify({ messages: turns })}\n${JSON.stringify({ messages: turns.slice(0, 3) })}\n`;

  it("end with the last answer, and what is said before it is the prompt", () => {
    const config = { prompt: "{messages.prompt}", response: "{messages.response}", pairSeparator: "" };
    const { records, pairs } = pairsOfText("chat.jsonl", file, config);
    const prompt = "<system>You know fruit.<user>Which one?<assistant>";
    expect([...records]).toEqual([`${prompt}Manga.<|end|>`, `${prompt}Manga.<|end|>`]);
    expect(pairs?.promptUnits).toEqual([prompt.length, prompt.length]);
  });
});

describe("a table", () => {
  const offer = (rows: readonly object[]) =>
    offeredPair(summarizeSource(expectValue(readText("rows.json", JSON.stringify(rows)))));

  it("is offered as pairs by the names of its columns", () => {
    expect(offer(ROWS)).toEqual({ prompt: "{question}", response: "{answer}", separator: " " });
    expect(offer([{ uid: 1, title: "Kite", content: "It flies." }])).toMatchObject({ prompt: "{title}" });
    const alpaca = [{ instruction: "Say", input: "x", output: "y" }];
    expect(offer(alpaca)).toEqual({ prompt: "{instruction}\n{input}", response: "{output}", separator: "\n" });
    const squad = [{ context: "Ana ate.", question: "Who?", answers: { text: ["Ana"], answer_start: [0] } }];
    expect(offer(squad)).toEqual({ prompt: "{context}\n{question}", response: "{answer}", separator: "\n" });
    expect(offer([{ Pergunta: "Quem?", Resposta: "Ana" }])).toMatchObject({ response: "{Resposta}" });
  });

  it("of other columns is not", () => {
    expect(offer([{ Model: "Kite", Year: "1999" }])).toBeNull();
    expect(offeredPair(summarizeSource(expectValue(readText("a.txt", "question, answer"))))).toBeNull();
  });

  it("tells which template names a column that it lacks", () => {
    expect(() => pairsOf(ROWS, { response: "{reply}" })).toThrow(/templateUnknownColumn.*"part":"response"/);
    expect(() => pairsOf(ROWS, { ...PAIR_CONFIG, prompt: "Say:" })).toThrow(/templateWithoutColumn.*"part":"prompt"/);
  });
});
