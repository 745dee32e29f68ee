import { readFileSync } from "node:fs";
import { gzipSync, strToU8, zipSync } from "fflate";
import { packTar } from "modern-tar";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { readBytes } from "../corpus/support";
import { bytesOf, zip } from "./made-files";
import { read, refusal } from "./support";

const shop = "item,price\nhat,3\ncoat,8\n";
const poem = (index: number) => `verse ${index}\nof a poem, and more\n`;

function records(source: Parameters<typeof buildCorpus>[0]): readonly string[] {
  const steps = buildCorpus(source, defaultConfig.corpus);
  for (let next = steps.next(); ; next = steps.next()) {
    if (next.done) {
      if (!next.value.ok) throw new Error(JSON.stringify(next.value.error));
      return [...next.value.value.records];
    }
  }
}

describe("archives", () => {
  it("open a table in a zip as if it had been dropped alone, junk beside it or not (case 44)", async () => {
    const bytes = new Uint8Array(readFileSync("tests/cases/fixtures/44-csv-in-a.zip"));
    const { rows, container, name } = await read({ "44-csv-in-a.zip": bytes });
    expect(name).toMatch(/\.csv$/);
    expect(container).toMatchObject({ name: "44-csv-in-a.zip", count: 1, leftOutCount: 0 });
    expect(rows.length).toBeGreaterThan(0);
    const junk = { "__MACOSX/._shop.csv": "x", ".DS_Store": "x", "a/Thumbs.db": "x", "shop.csv": shop };
    const clean = await read({ "data.zip": zip(junk) });
    expect(clean.rows).toEqual([
      ["hat", "3"],
      ["coat", "8"],
    ]);
    expect(clean.container).toMatchObject({ offered: [{ value: "shop.csv", count: 1 }], leftOutCount: 0 });
    const alone = readBytes("shop.csv", bytesOf(shop));
    expect(alone.ok && alone.value.facts.hash).toBe(clean.facts.hash);
  });

  it("make a record of each poem in natural order, with the file's name at hand but not learned", async () => {
    const files = Object.fromEntries([10, 9, 2, 1].map((index) => [`poems/${index}.txt`, poem(index)]));
    const { rows, columns, source, name } = await read({ "poems.zip": zip(files) });
    expect(columns).toEqual(["file", "text"]);
    expect(rows.map(([file]) => file)).toEqual(["1.txt", "2.txt", "9.txt", "10.txt"]);
    expect(name).toBe("poems.zip");
    expect(records(source)[0]).toBe("verse 1\nof a poem, and more<|end|>");
    const lists = { "a.txt": "ana\n".repeat(20), "b.txt": "rui\n".repeat(25) };
    expect((await read({ "names.zip": zip(lists) })).rows).toHaveLength(45);
  });

  it("join tables with the same columns, whatever their order, and take the largest kind of others", async () => {
    const files = {
      "a/jan.csv": shop,
      "a/feb.csv": "price;item\n5;shoe\n",
      "other.csv": "x,y,z\n1,2,3\n",
      "README.md": "A long text about all this. ".repeat(50),
      "logo.png": new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
      "empty.csv": "",
    };
    const { rows, columns, container, facts } = await read({ "data.zip": zip(files) });
    expect(columns).toEqual(["file", "price", "item"]);
    expect(rows).toEqual([
      ["feb.csv", "5", "shoe"],
      ["jan.csv", "3", "hat"],
      ["jan.csv", "8", "coat"],
    ]);
    // What a press would do is counted over all files.
    expect(facts.dialect).toMatchObject({ delimiter: ";", counts: { delimiter: 5, lines: 5 } });
    const lists = { "a.json": '[{"a":["x","y"]},{"a":["z"]}]', "b.json": '[{"a":["u"]}]' };
    expect((await read({ "lists.zip": zip(lists) })).facts.places?.lists).toEqual({
      names: ["a"],
      lines: 3,
      records: 4,
    });
    expect(container.leftOut).toEqual([
      { path: "empty.csv", reason: "empty" },
      { path: "logo.png", reason: "media" },
      { path: "other.csv", reason: "other" },
      { path: "README.md", reason: "companion" },
    ]);
    expect(container.offered.map(({ value }) => value)).toEqual([
      "+a/feb.csv",
      "other.csv",
      "README.md",
      "a/feb.csv",
      "a/jan.csv",
    ]);
    const chosen = await read({ "data.zip": zip(files) }, { member: "a/jan.csv" });
    expect(chosen.rows).toHaveLength(2);
    expect(chosen.container.chosen).toBe("a/jan.csv");
    expect((await read({ "data.zip": zip(files) }, { member: "other.csv" })).columns).toEqual(["x", "y", "z"]);
    expect((await read({ "data.zip": zip(files) }, { member: "gone.csv" })).container.chosen).toBe("+a/feb.csv");
  });

  it("read files that were dropped at once, and folders, exactly as those of a zip", async () => {
    const files = { "b/2.txt": poem(2), "b/1.txt": poem(1), "b/.DS_Store": "x" };
    const dropped = await read(files);
    const zipped = await read({ "b.zip": zip(files) });
    expect(dropped.rows).toEqual(zipped.rows);
    expect(dropped.facts.hash).toBe(zipped.facts.hash);
    expect((await read({ "a.csv": shop, "b.zip": zip({ "c.csv": shop }) })).rows.map(([file]) => file)).toEqual([
      "a.csv",
      "a.csv",
      "b.zip/c.csv",
      "b.zip/c.csv",
    ]);
  });

  it("open gzip, several packed behind each other, tar in gzip, and what bears a wrong name", async () => {
    const [first, second] = [gzipSync(strToU8("item,price\nhat,3\n")), gzipSync(strToU8("coat,8\n"))];
    const double = new Uint8Array([...first, ...second]);
    const { rows, name } = await read({ "shop.csv.gz": double });
    expect(rows).toEqual([
      ["hat", "3"],
      ["coat", "8"],
    ]);
    expect(name).toBe("shop.csv");
    const tar = await packTar(
      [2, 1].map((index) => ({ header: { name: `./p/${index}.txt`, size: poem(index).length }, body: poem(index) })),
    );
    const unpacked = await read({ "poems.tar.gz": gzipSync(tar) });
    expect(unpacked.rows.map(([file]) => file)).toEqual(["1.txt", "2.txt"]);
    expect(unpacked.container.name).toBe("poems.tar.gz");
    expect((await read({ "shop.csv": zip({ "real.csv": shop }) })).name).toBe("real.csv");
    expect((await read({ "shop.csv": gzipSync(strToU8(shop)) })).rows).toHaveLength(2);
  });

  it("read names in code page 437 and in UTF-8", async () => {
    const bytes = zip({ "pXXsaro.csv": shop });
    const renamed = (code: readonly number[]) => {
      const copy = bytes.slice();
      for (let at = 0; at + 1 < copy.length; at++) if (copy[at] === 0x58 && copy[at + 1] === 0x58) copy.set(code, at);
      return copy;
    };
    expect((await read({ "a.zip": renamed([0xa0, 0x20]) })).name).toBe("pá saro.csv");
    expect((await read({ "a.zip": renamed([0xc3, 0xa1]) })).name).toBe("pásaro.csv");
  });

  it("are refused with the true reason where nothing can be read", async () => {
    const locked = zip({ "a.csv": shop });
    // Bit 0 of the flags, in both headers, says that a file is encrypted.
    for (let at = 0; at + 4 < locked.length; at++) {
      if (locked[at] !== 0x50 || locked[at + 1] !== 0x4b) continue;
      if (locked[at + 2] === 3) locked[at + 6] |= 1;
      if (locked[at + 2] === 1) locked[at + 8] |= 1;
    }
    const picture = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]);
    const cut = zip({ "a.csv": shop }).subarray(0, 60);
    expect(await refusal({ "a.zip": locked })).toMatchObject({ code: "containerRefused", reason: "encrypted" });
    expect(await refusal({ "a.zip": cut })).toMatchObject({ name: "a.zip", reason: "damaged" });
    expect(await refusal({ "a.gz": gzipSync(strToU8(shop)).subarray(0, 20) })).toMatchObject({ reason: "damaged" });
    expect(await refusal({ "a.zip": zip({ "a.jpg": picture, "b.jpg": picture }) })).toEqual({
      code: "containerRefused",
      name: "a.zip",
      reason: "nothingInside",
    });
    expect(await refusal({ "a.jpg": picture })).toMatchObject({ name: "a.jpg", reason: "media" });
    expect(await refusal({ "a.rar": bytesOf("Rar!\x1a\x07\x00 and so on") })).toMatchObject({ reason: "otherArchive" });
    const iwork = zip({ "Index/Document.iwa": "x", "preview.jpg": picture });
    expect(await refusal({ "a.numbers": iwork })).toMatchObject({ reason: "otherOffice" });
    const ole = new Uint8Array(4096);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await refusal({ "a.xls": ole })).toMatchObject({ reason: "oldOffice" });
    ole.set(bytesOf([..."EncryptedPackage"].join("\0")), 2048);
    expect(await refusal({ "a.xlsx": ole })).toMatchObject({ reason: "encrypted" });
  });

  it("take names such as __proto__ for names", async () => {
    const bytes = zipSync(Object.fromEntries([["constructor.csv", strToU8(shop)]]));
    expect((await read({ "a.zip": bytes })).name).toBe("constructor.csv");
    expect((await read({ ["__proto__"]: shop, toString: shop })).rows).toHaveLength(4);
  });
});
