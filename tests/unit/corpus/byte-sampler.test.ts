// A file beyond the limit is read in part: whole lines, evenly spaced or from the beginning, whatever the cuts.
import { describe, expect, it } from "vitest";
import type { CorpusConfig } from "@/domain/config/run-config";
import { createSourceReader } from "@/domain/corpus/read-source";
import { finish } from "../support/finish";
import { expectValue, PLAIN_CONFIG } from "./support";

const MEGABYTE = 1_000_000;
const encoder = new TextEncoder();
const verse = (index: number) => `verso ${index} à luz da manhã`;
const text = encoder.encode(Array.from({ length: 160_000 }, (_, index) => `${verse(index)}\n`).join(""));
/** Every third row spans lines, whose second would pass for a row. */
const table = encoder.encode(
  `id,fala,nota\n${Array.from({ length: 130_000 }, (_, index) =>
    index % 3 === 0 ? `${index},"disse\n9,""x"",y",ok\n` : `${index},manga na feira,ok\n`,
  ).join("")}`,
);

function read(
  name: string,
  bytes: Uint8Array,
  settings: Partial<CorpusConfig>,
  piece: number,
  totalBytes = bytes.length,
) {
  const corpus = { ...PLAIN_CONFIG, sampleMegabytes: 1, ...settings };
  const reader = createSourceReader({ name, totalBytes, corpus });
  let pushed = 0;
  for (let start = 0; start < bytes.length && !reader.isFull; start += piece) {
    reader.push(bytes.subarray(start, start + piece));
    pushed = Math.min(bytes.length, start + piece);
  }
  return { source: expectValue(finish(reader.finish())), pushed };
}

describe("a sample of a large file", () => {
  it("takes stretches of whole lines from beginning to end, the same for any cut", () => {
    const { source } = read("verse.txt", text, {}, 65_536);
    if (source.kind !== "text") throw new Error("expected text");
    const lines = source.text.trimEnd().split("\n");
    const numbers = lines.map((line) => Number(/^verso (\d+) /.exec(line)?.[1]));
    expect(lines).toEqual(numbers.map(verse));
    expect(numbers).toEqual([...new Set(numbers)].sort((first, second) => first - second));
    // Three stretches: beginning, a third and two thirds of the way.
    const gaps = numbers.filter((number, index) => index > 0 && number > numbers[index - 1] + 1);
    expect(gaps.map((number) => Math.round((number / 160_000) * 100))).toEqual([34, 67]);
    expect(source.facts.sample).toMatchObject({ how: "share", totalBytes: text.length });
    expect(Math.abs((source.facts.sample?.readBytes ?? 0) - MEGABYTE)).toBeLessThan(1000);
    for (const piece of [1009, 300_000, text.length]) {
      expect(read("verse.txt", text, {}, piece).source).toEqual(source);
    }
    expect(read("verse.txt", text, { mostRows: 3 }, 65_536).source, "a text has no rows to count").toEqual(source);
  });

  it("cuts a table between rows, not at the line breaks inside quotes", () => {
    const { source } = read("talk.csv", table, {}, 65_536);
    if (source.kind !== "table") throw new Error("expected a table");
    expect(source.facts.problemCount).toBe(0);
    expect(source.facts.notes).toEqual([]);
    const wrong = source.rows
      .slice()
      .filter(({ values: [id, said] }) => said.startsWith("disse") !== (Number(id) % 3 === 0));
    expect(wrong).toEqual([]);
    expect(Number(source.rows.at(-1)?.values[0])).toBeGreaterThan(90_000);
  });

  it("reads the beginning and asks for no more where that was chosen, or where the size is unknown", () => {
    for (const [settings, totalBytes] of [
      [{ sample: "head" }, text.length],
      [{}, 0],
    ] as const) {
      const { source, pushed } = read("verse.txt", text, settings, 65_536, totalBytes);
      expect(source.facts.sample).toMatchObject({ how: "head", totalBytes });
      expect(pushed).toBeLessThan(1.1 * MEGABYTE);
      if (source.kind !== "text") throw new Error("expected text");
      expect(new TextDecoder().decode(text).startsWith(source.text)).toBe(true);
      expect(source.text.endsWith("manhã\n")).toBe(true);
    }
  });

  it("cuts a line without end between two characters", () => {
    const endless = encoder.encode("ã".repeat(1_500_000));
    const { source } = read("endless.txt", endless, {}, 9_999);
    expect(source.facts.problemCount).toBe(0);
    expect(source.kind === "text" && /^ã+$/.test(source.text)).toBe(true);
    expect(read("endless.txt", endless, {}, 70_001).source).toEqual(source);
  });

  it("reads all of a file within the limit and says nothing of a sample", () => {
    const { source } = read("verse.txt", text, { sampleMegabytes: 5 }, 65_536);
    expect(source.facts.sample).toBeNull();
    expect(source.kind === "text" && source.text.length).toBe(new TextDecoder().decode(text).length);
  });
});
