// Whole files through the front: bad ones by name, kinds, hashes, and the same source for any cut.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectBinary } from "@/domain/corpus/binary-check";
import { summarizeSource } from "@/domain/corpus/summarize-source";
import {
  arbitraryLengths,
  expectValue,
  fewEncodings,
  fileBytes,
  readBytes,
  readText,
  tableOf,
  textOf,
} from "./support";

/** Bytes of a text in which each character is one byte. */
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const BINARY_FILES: [string, string, string][] = [
  ["photo.txt", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"],
  ["photo.csv", "\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"],
  ["anim.txt", "GIF89a\x01\0\x01\0", "GIF"],
  ["pic.txt", "RIFF\x24\0\0\0WEBPVP8 ", "WebP"],
  ["sound.txt", "RIFF\x24\0\0\0WAVEfmt \x10", "WAV"],
  ["film.txt", "RIFF\x24\0\0\0AVI LIST", "AVI"],
  ["scan.txt", "II*\0\x08\0\0\0", "TIFF"],
  ["icon.txt", "\0\0\x01\0\x01\0\x10\x10", "ICO"],
  ["paper.txt", "%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"],
  ["archive.txt", "PK\x03\x04\x14\0\0\0\x08\0a.txt", "ZIP"],
  ["letter.txt", "PK\x03\x04\x14\0\x06\0word/document.xml", "DOCX"],
  ["table.csv", "PK\x03\x04\x14\0\x06\0xl/workbook.xml", "XLSX"],
  ["slides.txt", "PK\x03\x04\x14\0\x06\0ppt/slides", "PPTX"],
  ["table.ods", "PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "OpenDocument"],
  ["data.csv", "\x1f\x8b\x08\0\0\0\0\0", "gzip"],
  ["data.json", "BZh91AY&SY", "bzip2"],
  ["data.jsonl", "\xfd7zXZ\0\0\x04", "xz"],
  ["data.txt", "\x28\xb5\x2f\xfd\x04", "Zstandard"],
  ["more.txt", "7z\xbc\xaf\x27\x1c\0\x04", "7-Zip"],
  ["most.txt", "Rar!\x1a\x07\x01\0", "RAR"],
  ["old.txt", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"],
  ["song.txt", "ID3\x04\0\0\0\0", "MP3"],
  ["song2.txt", "OggS\0\x02\0", "Ogg"],
  ["film2.txt", "\0\0\0\x18ftypmp42", "MP4"],
  ["base.txt", "SQLite format 3\0", "SQLite"],
  ["array.txt", "\x93NUMPY\x01\0", "NumPy"],
  ["code.txt", "\0asm\x01\0\0\0", "WebAssembly"],
  ["program.txt", "\x7fELF\x02\x01\x01\0", "ELF"],
  ["program2.txt", "MZ\x90\0\x03\0", "Windows program"],
  ["font.txt", "wOF2\0\x01\0\0", "WOFF2"],
  ["nuls.txt", "text with \0\0 inside", "binary"],
  ["controls.txt", "text\x01\x02\x03 with controls", "binary"],
];

describe("bad files", () => {
  it.each(BINARY_FILES)("refuses %s as %s", (name, content, detected) => {
    const padded = latin(content + "\x05\xc8".repeat(200));
    for (const bytes of [latin(content), padded]) {
      expect(readBytes(name, bytes, {}, [7])).toEqual({ ok: false, error: { code: "fileBinary", name, detected } });
    }
  });

  it.each([
    ["empty.txt", "", "fileEmpty"],
    ["empty.csv", "", "fileEmpty"],
    ["mark.txt", "\uFEFF", "fileEmpty"],
    ["mark.json", "\uFEFF", "fileEmpty"],
    ["blank.csv", "\n\n", "fileEmpty"],
    ["empty.json", "[]", "fileEmpty"],
    ["none.json", "[1, 2]", "noRecords"],
    ["prose.json", "ola mundo", "noRecords"],
    ["open.json", "[", "noRecords"],
    ["prose.jsonl", "ola\nmundo", "noRecords"],
    ["proto.jsonl", '{"__proto__": {"x": 1}}', "noRecords"],
  ])("refuses %s with content %j as %s", (name, text, code) => {
    const result = readText(name, text);
    expect(result.ok ? null : result.error.code).toBe(code);
  });

  it("says what is wrong with the first of what it could not read, and where", () => {
    const read = readText("broken.jsonl", '\n{"a" 1}\n{"b" 2}\n');
    const first = { line: 2, reason: "invalidJson" };
    expect(read).toMatchObject({ ok: false, error: { code: "noRecords", problems: 2, first } });
  });

  it("judges random bytes as binary whatever their name", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2_000, maxLength: 4_000 }), (bytes) => {
        expect(detectBinary(bytes, false)).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});

describe("good files", () => {
  it.each([
    ["one.txt", "a", "text"],
    ["cr.txt", "a\r\nb\rc\n", "text"],
    ["table.tsv", "a\tb\n1\t2", "csv"],
    ["one.csv", "a,b", "csv"],
    ["lines.json", '{"a":1}\n{"a":2}', "jsonl"],
    ["lines.txt", '{"a":1}\n{"a":2}', "jsonl"],
    ["array.jsonl", '[{"a":1}]', "json"],
    ["array.txt", '[{"a":1}]', "json"],
    ["pretty.json", '{\n "a": 1\n}', "json"],
    ["pasted", '["a", "b"]', "json"],
    ["pasted", '{"a": 1}', "json"],
    ["pasted", "nome\tano\nGol\t1980", "csv"],
    ["pasted", "nome;ano\nGol;1980\nUno;1984", "csv"],
    ["pasted", "ola mundo, como vai você?", "text"],
    ["pasted", "uma, duas\ntrês, quatro\ncinco, seis", "text"],
    ["pasted", "[Verse 1]\nla la la", "text"],
    ["pasted", '"Olá", disse ela.\n"Oi", disse ele.', "text"],
    ["commas.txt", "a,b\n1,2\n3,4", "csv"],
    ["ALL.CSV", "a,b\n1,2", "csv"],
  ])("reads %s with content %j as %s", (name, text, kind) => {
    expect(expectValue(readText(name, text)).facts.form).toBe(kind);
  });

  it("reads a file in the form that was chosen", () => {
    const verse = "um, dois\ntrês, quatro\n";
    expect(textOf(readText("verse.csv", verse, { readAs: "text" }))).toBe(verse);
    expect(tableOf(readText("verse.txt", verse, { readAs: "csv" })).columns).toHaveLength(2);
    expect(readText("verse.txt", verse, { readAs: "json" })).toMatchObject({ ok: false, error: { code: "noRecords" } });
  });

  it("reads every line break of a plain text as LF", () => {
    expect(textOf(readText("a.txt", "a\r\nb\rc\n\r\r\nd\r"))).toBe("a\nb\nc\n\n\nd\n");
  });

  it("decides by the first 64 KB alone, however much comes at once", () => {
    const late = Uint8Array.from([...latin("a,b\n1,2\n".repeat(9_000)), ...latin("\0".repeat(3_000))]);
    const atOnce = readBytes("a.csv", late);
    expect(atOnce.ok).toBe(true);
    expect(readBytes("a.csv", late, {}, [50_000])).toEqual(atOnce);
  });

  it("reads line breaks alike in a long text for any cut", () => {
    const text = "a\r\nb\r\r\nc\n".repeat(10_000);
    const whole = textOf(readText("a.txt", text));
    expect(whole).toBe("a\nb\n\nc\n".repeat(10_000));
    for (const length of [1, 7, 4_097]) expect(textOf(readBytes("a.txt", latin(text), {}, [length]))).toBe(whole);
  });

  it("keeps bad rows out, lists the first 100 and counts all", () => {
    const table = tableOf(readText("a.jsonl", `{"a": 0}\n${"{\n".repeat(250)}{"a": 1}\n`));
    expect(table.rows.map((row) => row.line)).toEqual([1, 252]);
    expect(table.facts.problems.length).toBe(100);
    expect(table.facts.problemCount).toBe(250);
    expect(table.facts.problems[0]).toEqual({ line: 2, reason: "invalidJson", excerpt: "{" });
  });

  it("hashes the bytes alike for any cut and unlike for any change", () => {
    const bytes = fileBytes("public/datasets/ola-mundo.txt");
    const hashOf = (content: Uint8Array, pieces?: number[]) =>
      expectValue(readBytes("a.txt", content, {}, pieces)).facts.hash;
    const hashes = new Set([hashOf(bytes)]);
    expect(hashOf(bytes, [1])).toBe(hashOf(bytes));
    for (let index = 0; index < bytes.length - 2; index++) {
      const changed = bytes.slice();
      changed[index] = changed[index] === 0x61 ? 0x62 : 0x61;
      hashes.add(hashOf(changed));
    }
    hashes.add(hashOf(Uint8Array.from([...bytes, 10])));
    expect(hashes.size).toBe(bytes.length);
    expect(hashOf(bytes)).toMatch(/^[0-9a-f]{16}$/);
  });

  it("gives the same source and problems for any cut of the bytes", () => {
    const text = fc.array(fc.constantFrom("a", "ç", "😀", ",", '"', "\n", "\r\n", "{", "}", "[", ":", '{"a":"é"}\n'), {
      maxLength: 60,
    });
    const noise = fc.uint8Array({ min: 9, max: 255, maxLength: 6 });
    const name = fc.constantFrom("a.txt", "a.csv", "a.json", "a.jsonl", "pasted");
    fc.assert(
      fc.property(text, noise, name, arbitraryLengths, (pieces, extra, fileName, lengths) => {
        const bytes = Uint8Array.from([...new TextEncoder().encode(pieces.join("")), ...extra]);
        const whole = readBytes(fileName, bytes, {}, undefined, fewEncodings);
        expect(readBytes(fileName, bytes, {}, lengths, fewEncodings)).toEqual(whole);
        if (whole.ok) expect(summarizeSource(whole.value).facts.bytes).toBe(bytes.length);
      }),
      { numRuns: 1500 },
    );
  });

  it("never throws on random bytes", () => {
    const name = fc.constantFrom("a.txt", "a.csv", "a.json", "a.jsonl", "pasted");
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ min: 32, max: 126, maxLength: 300 }));
    fc.assert(
      fc.property(bytes, name, (content, fileName) => {
        const result = readBytes(fileName, content, {}, undefined, fewEncodings);
        expect(typeof result.ok).toBe("boolean");
      }),
      { numRuns: 2500 },
    );
  });

  it("shortens long values in a summary and never splits a pair", () => {
    const summary = summarizeSource(expectValue(readText("a.txt", `x${"😀".repeat(1_000)}\n`)));
    expect(summary).toMatchObject({ rowCount: 1, characters: 1_002 });
    expect(summary.preview[0].values[0]).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    expect(summary.preview[0].values[0].length).toBeLessThan(502);
  });
});
