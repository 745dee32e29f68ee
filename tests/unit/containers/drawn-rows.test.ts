// A random share of the rows of several files, each drawn apart from the others.
import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { tableOf } from "../corpus/support";
import { bytesOf, workbook, zip } from "./made-files";
import { drop, read } from "./support";

const ROWS = 300;
const share = { rowShare: 0.1 };
const table = `bird,song\n${Array.from({ length: ROWS }, (_, at) => `n${at},sings\n`).join("")}`;
const names = ["a.csv", "b.csv", "c.csv"];
const tables = Object.fromEntries(names.map((name) => [`birds/${name}`, table]));
/** The rows that were taken of one file. */
const takenOf = (rows: readonly (readonly string[])[], name: string) =>
  rows.filter(([file]) => file === name).map(([, bird]) => bird);

describe("a random share of the rows of several files", () => {
  it("takes other rows of each file, the same of a folder as of a zip", async () => {
    const { rows, facts, source } = await read(tables, share);
    expect(facts.drawn).toEqual({ share: 0.1, seed: "s", seen: names.length * ROWS });
    const taken = names.map((name) => takenOf(rows, name));
    expect(new Set(taken.map((birds) => birds.join())).size).toBe(names.length);
    // Five standard deviations of the binomial distribution around 90 rows; of three files alike a row is hardly ever
    // taken of all.
    expect(Math.abs(rows.length - 90)).toBeLessThan(5 * Math.sqrt(900 * 0.1 * 0.9));
    expect(taken[0].filter((bird) => taken[1].includes(bird) && taken[2].includes(bird)).length).toBeLessThan(5);
    const zipped = await read({ "birds.zip": zip(tables) }, share);
    expect(zipped.rows).toEqual(rows);
    expect(zipped.facts.hash).toBe(source.facts.hash);
    expect((await read(tables, { ...share, member: "birds/b.csv" })).rows.map(([bird]) => bird)).toEqual(taken[1]);
  });

  it("takes of sheets other rows too", async () => {
    const sheet = [["bird", "song"], ...Array.from({ length: ROWS }, (_, at) => [`n${at}`, "sings"])];
    const both = await read({ "birds.xlsx": workbook({ one: sheet, two: sheet }) }, { ...share, member: "+one" });
    expect(takenOf(both.rows, "one")).not.toEqual(takenOf(both.rows, "two"));
  });

  it("takes of a file alone the rows that its seed says, however it is packed", async () => {
    const alone = await read({ "a.csv": table }, share);
    expect(alone.rows.slice(0, 5).map(([bird]) => bird)).toEqual(["n3", "n8", "n14", "n28", "n30"]);
    for (const [name, packed] of Object.entries({
      "a.csv.gz": gzipSync(bytesOf(table)),
      "a.zip": zip({ "a.csv": table }),
    })) {
      const unpacked = await read({ [name]: packed }, share);
      expect(unpacked.rows).toEqual(alone.rows);
      expect(unpacked.facts.hash).toBe(alone.facts.hash);
    }
  });

  it("counts the rows of files of which chance takes none, and leaves none of them out", async () => {
    const songs = Array.from({ length: 400 }, (_, at) => [`${at}.json`, `{"bird":"n${at}","song":"sings"}`]);
    const { rows, columns, facts, container } = await read({ "songs.zip": zip(Object.fromEntries(songs)) }, share);
    expect(columns).toEqual(["file", "bird", "song"]);
    expect(Math.abs(rows.length - 40)).toBeLessThan(5 * Math.sqrt(400 * 0.1 * 0.9));
    expect(rows.every(([file, bird]) => `n${file}` === `${bird}.json`)).toBe(true);
    expect(facts.drawn).toMatchObject({ seen: 400 });
    expect(container).toMatchObject({ count: 400, leftOutCount: 0, chosen: "+0.json" });
    const short = { "a.csv": table, "b.csv": "bird,song\nwren,trills\n" };
    const { container: two, facts: both } = await read(short, { rowShare: 0.01 });
    expect(two).toMatchObject({ count: 2, leftOutCount: 0 });
    expect(both.drawn).toMatchObject({ seen: ROWS + 1 });
  });

  it("is told where chance took no row of any file, notes beside them or not", async () => {
    const few = { rowShare: 0.0001 };
    const error = { code: "noRowDrawn", name: "many", rows: 2 };
    const [csv, json] = ["bird,song\nwren,trills\n", '{"bird":"wren"}'];
    for (const files of [
      { "y.csv": csv, "z.csv": csv },
      { "y.json": json, "z.json": json },
    ]) {
      expect(await drop(files, few)).toEqual({ ok: false, error });
      expect(await drop({ ...files, "README.md": "About the songs of birds." }, few)).toEqual({ ok: false, error });
    }
    expect(await drop({ "a.csv": csv }, few)).toEqual({ ok: false, error: { ...error, name: "a.csv", rows: 1 } });
    expect(tableOf(await drop({ "a.csv": csv, "b.csv": table }, share)).rows.length).toBeGreaterThan(0);
  });
});
