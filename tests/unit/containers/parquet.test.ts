import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { zip } from "./made-files";
import { prepareReadingWorkers, readMutants } from "./reading-worker";
import { read, refusal } from "./support";

prepareReadingWorkers();

const FIXTURES = "tests/unit/containers/fixtures";
const fixture = (name: string) => new Uint8Array(readFileSync(`${FIXTURES}/${name}.parquet`));

/** What pyarrow reads from the same files (make_parquet.py). */
const expected: { readonly types: Record<string, string[]>; readonly verses: string[][] } = JSON.parse(
  readFileSync(`${FIXTURES}/expected.json`, "utf8"),
);

describe("Parquet", () => {
  it("gives every value as pyarrow does: long integers, decimals, dates as ISO, nothing for null", async () => {
    const { columns, rows, facts, container } = await read({ "types.parquet": fixture("types") });
    const values = Object.fromEntries(columns.map((column, index) => [column, rows.map((row) => row[index])]));
    for (const [column, texts] of Object.entries(expected.types)) {
      // pyarrow's own dates end at microseconds.
      const shown = column === "fine" ? ["2023-11-14T22:13:20.123456789", "1969-12-31T23:59:59.999999999", ""] : texts;
      expect(values[column], column).toEqual(shown);
    }
    expect(values).toMatchObject({ share: ["0.1", "-2.5", ""], bytes: ["plain", "[3 bytes]", ""] });
    expect([facts.form, facts.problemCount, container.isDocument]).toEqual(["jsonl", 0, true]);
  });

  it("makes fields of what is nested as JSON does, and no column of an object that is missing", async () => {
    const { columns, rows } = await read({ "types.parquet": fixture("types") });
    const from = columns.indexOf("tags");
    expect(columns.slice(from)).toEqual([
      "tags",
      "days",
      "author.name",
      "author.born",
      "people.name",
      "people.born",
      "pairs.x",
      "empty",
    ]);
    expect(rows.map((row) => row.slice(from))).toEqual([
      ["a\nb", "2024-01-02\n", "Rui", "1990-05-06", "Ana\nEva", "2001-01-01\n", "2020-02-02", ""],
      ["", "1999-12-31", "", "", "", "", "", ""],
      ["", "", "", "", "", "", "", ""],
    ]);
  });

  it.each(["none", "snappy", "gzip", "brotli", "zstd", "lz4"])(
    "unpacks %s, group of rows after group",
    async (codec) => {
      expect((await read({ "verses.parquet": fixture(`verses-${codec}`) })).rows).toEqual(expected.verses);
    },
  );

  it("is joined to others of its kind, and refused where it is cut or damaged", async () => {
    const bytes = zip({ "a.parquet": fixture("verses-none"), "b.parquet": fixture("verses-zstd") });
    const { columns, rows } = await read({ "all.zip": bytes });
    expect(columns).toEqual(["file", "verse", "square"]);
    expect(rows).toHaveLength(80);
    const cut = fixture("verses-none").subarray(0, 1500);
    expect(await refusal({ "a.parquet": cut })).toMatchObject({ code: "containerRefused", reason: "damaged" });
    expect((await read({ "a.csv": new TextEncoder().encode("PAR1,PAR2\na,b\nc,d\n") })).columns).toEqual([
      "PAR1",
      "PAR2",
    ]);
  });

  it("survives any change of its bytes: rows, a clean error, or an end by whoever waits", async () => {
    const told = await readMutants("parquet", fixture("types"), 300);
    expect(told.end).toBeGreaterThan(20);
    expect(told.failed).toBeGreaterThan(100);
    // The library lets go of errors; whoever waits for the rows must hear of them.
    expect(told.lost).toBeGreaterThan(0);
    expect(told.crashed).toBe(0);
  });
});
