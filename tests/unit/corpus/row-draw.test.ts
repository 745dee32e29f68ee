// A random share of the rows of a table, over all of it and by the seed.
import { describe, expect, it } from "vitest";
import type { CorpusConfig } from "@/domain/config/run-config";
import { createSourceReader } from "@/domain/corpus/read-source";
import { finish } from "../support/finish";
import { expectValue, PLAIN_CONFIG, readBytes } from "./support";

const ROWS = 20_000;
const numbers = Array.from({ length: ROWS }, (_, at) => at);
const files = {
  "rows.jsonl": numbers.map((at) => `{"n":"n${at}","t":"manga"}\n`).join(""),
  "rows.json": JSON.stringify(numbers.map((at) => ({ n: `n${at}`, t: "manga" }))),
  "rows.csv": `n,t\n${numbers.map((at) => `n${at},${at % 3 === 0 ? '"manga, ""uva"""' : "manga"}\n`).join("")}`,
  "lines.csv": numbers.map((at) => `n${at};1\n`).join(""),
};

function read(
  name: keyof typeof files,
  settings: Partial<CorpusConfig>,
  rowSeed = "oriole",
  pieces?: readonly number[],
) {
  const source = expectValue(readBytes(name, new TextEncoder().encode(files[name]), { ...settings, rowSeed }, pieces));
  if (source.kind !== "table") throw new Error("expected a table");
  return { facts: source.facts, taken: source.rows.map(({ values: [n] }) => Number(n.slice(1))), rows: source.rows };
}

describe("a random share of rows", () => {
  it.each(Object.keys(files) as (keyof typeof files)[])("of %s is spread over all of it, by the seed", (name) => {
    const { facts, taken, rows } = read(name, { rowShare: 0.05 });
    // Five standard deviations of the binomial distribution around 1,000 rows.
    expect(Math.abs(taken.length - 1000)).toBeLessThan(5 * Math.sqrt(ROWS * 0.05 * 0.95));
    expect(facts.drawn).toEqual({ share: 0.05, seed: "oriole", seen: ROWS });
    expect(facts.sample).toBeNull();
    expect(taken).toEqual([...taken].sort((first, second) => first - second));
    // Of neighbours that are both taken there are as many as chance gives: one pair in 400.
    const together = taken.filter((at, index) => at === taken[index - 1] + 1).length;
    expect(Math.abs(together - ROWS * 0.05 ** 2)).toBeLessThan(40);
    for (const quarter of [0, 1, 2, 3]) {
      const inside = taken.filter((at) => Math.floor((at * 4) / ROWS) === quarter).length;
      expect(Math.abs(inside - 250)).toBeLessThan(80);
    }
    const all = read(name, {});
    expect(all.facts.drawn).toBeNull();
    expect(rows.map((row) => row)).toEqual(taken.map((at) => all.rows.at(at)));
    expect(read(name, { rowShare: 0.05 }, "oriole", [977, 70_001]).taken).toEqual(taken);
    expect(read(name, { rowShare: 0.05 }).facts.hash).toBe(facts.hash);
    const other = read(name, { rowShare: 0.05 }, "thrush");
    expect(other.taken).not.toEqual(taken);
    expect(other.facts.hash).not.toBe(facts.hash);
  });

  it("comes from all of a file beyond the limit, no more than the limit holds", () => {
    const corpus = { ...PLAIN_CONFIG, rowShare: 0.9, sampleMegabytes: 1 };
    const bytes = new TextEncoder().encode(files["rows.jsonl"].repeat(4));
    const reader = createSourceReader({ name: "rows.jsonl", totalBytes: bytes.length, corpus });
    for (let from = 0; from < bytes.length; from += 1 << 16) {
      expect(reader.isFull).toBe(false);
      reader.push(bytes.subarray(from, from + (1 << 16)));
    }
    const source = expectValue(finish(reader.finish()));
    if (source.kind !== "table") throw new Error("expected a table");
    expect(source.facts.drawn).toMatchObject({ share: 1e6 / bytes.length, seen: 4 * ROWS });
    expect(Math.abs(source.rows.length * (bytes.length / (4 * ROWS)) - 1e6)).toBeLessThan(20_000);
  });

  it("leaves the first rows and plain texts as they are", () => {
    expect(read("rows.csv", { rowShare: 0.05, mostRows: 3 }).taken).toEqual([0, 1, 2]);
    const text = expectValue(readBytes("verse.txt", new TextEncoder().encode("um verso\n\noutro"), { rowShare: 0.05 }));
    expect(text.kind === "text" && text.text).toBe("um verso\n\noutro");
  });

  it("leaves an empty table where chance took nothing, with the rows it saw", () => {
    const rows = new TextEncoder().encode('{"a":"x"}\n{"a":"y"}\n');
    const source = expectValue(readBytes("two.jsonl", rows, { rowShare: 0.0001 }));
    expect(source).toMatchObject({ rows: { length: 0 }, facts: { drawn: { seen: 2 } } });
  });
});
