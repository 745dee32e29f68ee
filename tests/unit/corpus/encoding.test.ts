// Encodings: what is detected, that accents survive, and that cuts between bytes do not matter.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createByteDecoder } from "@/domain/corpus/byte-decoder";
import { detectEncoding } from "@/domain/corpus/encoding";
import type { Encoding } from "@/domain/corpus/source";
import { arbitraryLengths, expectValue, readBytes, textOf } from "./support";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytesOf = (...bytes: (number | string)[]) =>
  Uint8Array.from(bytes.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : [part])));

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    new DataView(bytes.buffer).setUint16(2 * index, text.charCodeAt(index), isLittle);
  }
  return bytes;
}

const ENCODED: [string, Uint8Array, Encoding][] = [
  ["UTF-8", utf8("ação"), "utf-8"],
  ["UTF-8 with a mark", bytesOf(0xef, 0xbb, 0xbf, ...utf8("ação")), "utf-8-bom"],
  ["UTF-16LE with a mark", bytesOf(0xff, 0xfe, ...utf16("ação", true)), "utf-16le"],
  ["UTF-16BE with a mark", bytesOf(0xfe, 0xff, ...utf16("ação", false)), "utf-16be"],
  ["UTF-16LE without a mark", utf16("ação", true), "utf-16le"],
  ["UTF-16BE without a mark", utf16("ação", false), "utf-16be"],
  ["Windows-1252", bytesOf("a\xe7\xe3o"), "windows-1252"],
];

describe("detection", () => {
  it.each(ENCODED)("reads ação in %s", (_, bytes, encoding) => {
    for (const length of [1, 2, 3, 100]) {
      const result = readBytes("acao.txt", bytes, {}, [length]);
      expect(textOf(result)).toBe("ação");
      expect(expectValue(result).facts.encoding).toBe(encoding);
    }
  });

  it("takes a sequence that the end of the head cuts for UTF-8, but not at the end of the file", () => {
    const cut = utf8("aç").subarray(0, 2);
    expect(detectEncoding(cut)).toBe("utf-8");
    expect(detectEncoding(cut, true)).toBe("windows-1252");
  });

  it("keeps UTF-8 in spite of a few bad bytes, which keep their letter and are reported by line", () => {
    const bytes = bytesOf(...utf8("ação é\nboa l"), 0xe7, ...utf8("o\nmaçã\n"));
    const result = readBytes("misto.txt", bytes);
    expect(textOf(result)).toBe("ação é\nboa lço\nmaçã\n");
    expect(expectValue(result).facts).toMatchObject({
      encoding: "utf-8",
      problemCount: 1,
      problems: [{ line: 2, reason: "badBytes", excerpt: "\\xE7" }],
    });
  });

  it("turns to Windows-1252 when the first accent comes after an ASCII head and is none in UTF-8", () => {
    const bytes = bytesOf("hello\n".repeat(20_000), "a\xe7\xe3o \x93boa\x94");
    const result = readBytes("tarde.txt", bytes, {}, [60_000]);
    expect(textOf(result).endsWith("ação “boa”")).toBe(true);
    expect(expectValue(result).facts).toMatchObject({ encoding: "windows-1252", problemCount: 0 });
  });

  it("keeps UTF-8 when a bad byte comes after the head", () => {
    const bytes = Uint8Array.from([...utf8("ação\n".repeat(20_000)), 0xe9, ...utf8(" maçã")]);
    const result = readBytes("misto.txt", bytes, {}, [60_000]);
    expect(textOf(result).endsWith("ação\né maçã")).toBe(true);
    expect(expectValue(result).facts).toMatchObject({
      encoding: "utf-8",
      problems: [{ line: 20_001, reason: "badBytes" }],
    });
  });

  it("obeys a chosen encoding", () => {
    expect(textOf(readBytes("a.txt", utf8("ação"), { encoding: "windows-1252" }))).toBe("aÃ§Ã£o");
    expect(textOf(readBytes("a.txt", bytesOf("a\xe7\xe3o"), { encoding: "utf-8" }))).toBe("ação");
    expect(textOf(readBytes("a.txt", utf16("日本語", true), { encoding: "utf-16le" }))).toBe("日本語");
    const marked = readBytes("a.txt", bytesOf(0xef, 0xbb, 0xbf, "a"), { encoding: "utf-8" });
    expect(textOf(marked)).toBe("a");
  });

  it("keeps a zero-width mark inside the text wherever it is cut", () => {
    const text = "a\uFEFFb\uFEFF";
    for (const length of [1, 2, 3, 4, 5]) expect(textOf(readBytes("a.txt", utf8(text), {}, [length]))).toBe(text);
  });
});

describe("decoder cuts", () => {
  it.each<Encoding>(["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"])(
    "give the same text and bad lines in %s wherever they fall",
    (encoding) => {
      const byte = fc.oneof(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom(10, 0x61, 0xc3, 0xa7, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80),
      );
      const decodeAll = (bytes: Uint8Array, lengths: readonly number[], isCertain: boolean) => {
        const bad: string[] = [];
        const decoder = createByteDecoder(encoding, isCertain, (line, excerpt) => bad.push(`${line} ${excerpt}`));
        let text = "";
        for (let start = 0, turn = 0; start < bytes.length; turn++) {
          const end = start + lengths[turn % lengths.length];
          text += decoder.push(bytes.subarray(start, end), false);
          start = end;
        }
        text += decoder.push(new Uint8Array(0), true);
        return { text, bad, encoding: decoder.encoding };
      };
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 60 }),
          fc.array(byte, { maxLength: 60 }),
          arbitraryLengths,
          fc.boolean(),
          (a, b, lengths, isCertain) => {
            const bytes = Uint8Array.from([...a, ...b]);
            expect(decodeAll(bytes, lengths, isCertain)).toEqual(decodeAll(bytes, [1_000], isCertain));
          },
        ),
        { numRuns: 600 },
      );
    },
  );

  it("keep a zero-width mark at the start of a piece", () => {
    for (const encoding of ["utf-8", "utf-16le"] as const) {
      const bytes = encoding === "utf-8" ? utf8("a\uFEFFb") : utf16("a\uFEFFb", true);
      const first = encoding === "utf-8" ? 1 : 2;
      const decoder = createByteDecoder(encoding);
      expect(decoder.push(bytes.subarray(0, first), false) + decoder.push(bytes.subarray(first), true)).toBe(
        "a\uFEFFb",
      );
    }
  });

  it("gives any well-formed text back from UTF-8 and UTF-16", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), arbitraryLengths, (text, lengths) => {
        for (const [encoding, bytes] of [
          ["utf-8", utf8(text)],
          ["utf-16le", utf16(text, true)],
          ["utf-16be", utf16(text, false)],
        ] as const) {
          const decoder = createByteDecoder(encoding, true);
          let decoded = "";
          for (let start = 0; start < bytes.length; start += lengths[0]) {
            decoded += decoder.push(bytes.subarray(start, start + lengths[0]), false);
          }
          expect(decoded + decoder.push(new Uint8Array(0), true)).toBe(text);
        }
      }),
      { numRuns: 400 },
    );
  });
});
