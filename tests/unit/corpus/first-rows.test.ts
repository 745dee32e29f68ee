// Reading the first rows of a table alone.
import { describe, expect, it } from "vitest";
import { createSourceReader } from "@/domain/corpus/read-source";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import { expectValue, PLAIN_CONFIG, readText } from "./support";

const rows = Array.from({ length: 30 }, (_, at) => ({ a: `x${at}`, ...(at > 4 ? { b: `y${at}` } : {}) }));
const files = {
  "rows.jsonl": rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
  "rows.json": JSON.stringify(rows),
  "rows.csv": `a,b\n${rows.map(({ a, b = "" }) => `${a},${b}\n`).join("")}`,
};

describe("the first rows", () => {
  it.each(Object.entries(files))("of %s are read, and the rest is not", (name, text) => {
    const source = expectValue(readText(name, text, { mostRows: 3 }));
    const summary = summarizeSource(source);
    expect(summary.rowCount).toBe(3);
    expect(summary.preview.map(({ values }) => values[0])).toEqual(["x0", "x1", "x2"]);
    expect(source.facts.problemCount).toBe(0);
    const all = expectValue(readText(name, text, { mostRows: 0 }));
    expect(summarizeSource(all)).toMatchObject({ rowCount: 30, columns: ["a", "b"] });
  });

  it("end the reading of a large file", () => {
    const bytes = new TextEncoder().encode(files["rows.jsonl"].repeat(1000));
    const input = { name: "rows.jsonl", totalBytes: bytes.length, corpus: { ...PLAIN_CONFIG, mostRows: 10 } };
    const reader = createSourceReader(input);
    expectValue(reader.push(bytes.subarray(0, 1 << 17)));
    expect(reader.isFull).toBe(true);
  });

  it("have a value for each column, also those that only later rows name", () => {
    const source = expectValue(readText("rows.jsonl", files["rows.jsonl"]));
    if (source.kind !== "table") throw new Error("expected a table");
    expect(source.rows.at(0)?.values).toEqual(["x0", ""]);
    expect(summarizeSource(source).preview[5].values).toEqual(["x5", "y5"]);
  });
});
