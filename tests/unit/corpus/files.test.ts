// The figures that real and shipped files must give, from bytes to corpus.
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CorpusConfig } from "@/domain/config/run-config";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { countOf } from "@/domain/corpus/finding";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import { templateTags } from "@/domain/corpus/template";
import { finish } from "../support/finish";
import { expectValue, fileBytes, listed, PLAIN_CONFIG, readBytes, tableOf, textOf } from "./support";

const HOT_WHEELS = "../shared/data/hwdata.csv";
const POEMS_10K = "../shared/data/poemas-10k.txt";
const HOT_WHEELS_TEMPLATE = "<name>{Model Name}<year>{Release Year}<color>{Color}<series>{Series}<|end|>";

function corpusOf(path: string, corpus: Partial<CorpusConfig> = {}) {
  const config = { ...PLAIN_CONFIG, ...corpus };
  return expectValue(listed(finish(buildCorpus(expectValue(readBytes(path, fileBytes(path), config)), config))));
}

describe("third-party files", () => {
  it.skipIf(!existsSync(HOT_WHEELS))("hwdata.csv gives 51,535 records and 4,633,313 windows", () => {
    for (const trim of [false, true]) {
      const { records, report, template } = corpusOf(HOT_WHEELS, { dropIncomplete: true, trim });
      expect(template).toBe(HOT_WHEELS_TEMPLATE);
      expect(report).toMatchObject({ read: 51_535, kept: 51_535, findings: [] });
      expect(records[0]).toBe(
        "<name>Troy Soldier<year>2012<color>Gold Chrome & Dark Red<series>2012 New Models<|end|>",
      );
      // The four tags are one token each, the spelled-out end seven, and 32 pads open each record.
      const tagCharacters = "<name><year><color><series>".length - 4;
      const tokens = records.reduce((total, record) => total + 32 + [...record].length - tagCharacters, 0);
      expect(tokens - 32).toBe(4_633_313);
    }
  });

  it.skipIf(!existsSync(HOT_WHEELS))("hwdata.csv holds 12,058 repeated records", () => {
    expect(corpusOf(HOT_WHEELS, { removeDuplicates: true }).report).toMatchObject({
      kept: 39_477,
      findings: [{ kind: "duplicate", count: 12_058 }],
    });
  });

  it.skipIf(!existsSync(POEMS_10K))("poemas-10k.txt gives 2,716,486 characters, 60 distinct", () => {
    const { records, report } = corpusOf(POEMS_10K, { lowercase: true, separator: "@" });
    expect(report).toMatchObject({ read: 10_000, kept: 10_000, characters: 2_716_486 });
    expect(new Set(records.join("")).size).toBe(60);
  });
});

describe("shipped files", () => {
  it("diecast-cars.csv loads whole and drops its incomplete rows", () => {
    const table = tableOf(readBytes("diecast-cars.csv", fileBytes("public/datasets/diecast-cars.csv")));
    expect(table.columns).toEqual(["Model Name", "Release Year", "Color", "Series"]);
    expect(table.rows.length).toBe(8_000);
    expect(table.facts).toMatchObject({ problemCount: 0, encoding: "utf-8", notes: [] });
    expect(table.facts.dialect).toMatchObject({ delimiter: ",", hasHeader: true, skippedLines: 0 });
    const { report, template } = corpusOf("public/datasets/diecast-cars.csv", { dropIncomplete: true });
    expect(template).toBe(HOT_WHEELS_TEMPLATE);
    expect(templateTags(template)).toEqual(["<name>", "<year>", "<color>", "<series>", "<|end|>"]);
    const empty = table.rows.filter((row) => row.values.some((value) => value === "")).length;
    expect(countOf(report.findings, "incomplete")).toBe(empty);
    expect(report.kept).toBe(8_000 - empty);
    expect(empty).toBeGreaterThan(200);
  });

  it("products.jsonl loses its empty cells, entities and duplicates", () => {
    const path = "public/datasets/products.jsonl";
    const table = tableOf(readBytes(path, fileBytes(path)));
    expect(table.facts.form).toBe("jsonl");
    expect(table.columns).toEqual(["uid", "title", "content"]);
    expect(table.rows.length).toBe(700);
    const all = {
      dropIncomplete: true,
      neededFields: ["title", "content"],
      removeDuplicates: true,
      trim: true,
      decodeEntities: true,
      template: "{title}: {content}",
    };
    const { records, report } = corpusOf(path, all);
    const [duplicates, incomplete] = [countOf(report.findings, "duplicate"), countOf(report.findings, "incomplete")];
    expect(countOf(report.findings, "entity")).toBe(105);
    expect(duplicates).toBeGreaterThan(0);
    expect(incomplete).toBeGreaterThan(0);
    expect(report.kept).toBe(700 - duplicates - incomplete);
    expect(records.some((record) => /&(amp|quot|nbsp|#\d+);/.test(record))).toBe(false);
  });

  it("football-qa.json gives question and answer", () => {
    const { template, report, records } = corpusOf("public/datasets/football-qa.json");
    expect(template).toBe("<question>{question}<answer>{answer}<|end|>");
    expect(report.kept).toBe(500);
    expect(records[0]).toMatch(/^<question>What shape must a football pitch be\?<answer>It must be a rectangle/);
  });

  it("poemas.txt gives 475 poems at its separator lines", () => {
    const path = "public/datasets/poemas.txt";
    const text = textOf(readBytes(path, fileBytes(path)));
    const { records, report } = corpusOf(path, { separator: "@" });
    expect(report.kept).toBe(475);
    expect(records.join("")).toBe(text.replaceAll("@\n", ""));
  });

  it("ola-mundo.txt gives the 25 characters of its sentence when trimmed", () => {
    const { records, report } = corpusOf("public/datasets/ola-mundo.txt", { trim: true });
    expect(records).toEqual(["ola mundo, como vai você?"]);
    expect(report.characters).toBe(25);
    expect(new Set(records[0]).size).toBe(14);
  });

  it("summaries hold at most 50 rows and count code points", () => {
    const path = "public/datasets/poemas.txt";
    const summary = summarizeSource(expectValue(readBytes(path, fileBytes(path))));
    expect(summary).toMatchObject({ kind: "text", columns: ["text"], rowCount: 4_909 });
    expect(summary.preview.length).toBe(50);
    expect(summary.preview[0]).toEqual({ line: 1, values: ["A chuva chegou de mansinho"] });
    expect(summary.characters).toBe([...new TextDecoder().decode(fileBytes(path))].length);
    const cars = summarizeSource(expectValue(readBytes("c.csv", fileBytes("public/datasets/diecast-cars.csv"))));
    expect(cars.rowCount).toBe(8_000);
    expect(cars.preview.length).toBe(50);
  });
});
