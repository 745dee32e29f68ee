// Unicode encodings: what is detected, that accents survive, and that cuts between bytes do not matter.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createByteDecoder } from "@/domain/corpus/byte-decoder";
import { detectEncoding } from "@/domain/corpus/detect-encoding";
import { ENCODINGS, type Encoding } from "@/domain/corpus/encodings";
import { createLateDecoder } from "@/domain/corpus/late-decoder";
import { encodeUtf16 } from "./encode";
import { arbitraryLengths, expectValue, fewEncodings, readBytes, textOf } from "./support";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytesOf = (...bytes: (number | string)[]) =>
  Uint8Array.from(bytes.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : [part])));

const ENCODED: [string, Uint8Array, Encoding][] = [
  ["UTF-8", utf8("ação"), "utf-8"],
  ["UTF-8 with a mark", bytesOf(0xef, 0xbb, 0xbf, ...utf8("ação")), "utf-8-bom"],
  ["UTF-16LE with a mark", bytesOf(0xff, 0xfe, ...encodeUtf16("ação", true)), "utf-16le"],
  ["UTF-16BE with a mark", bytesOf(0xfe, 0xff, ...encodeUtf16("ação", false)), "utf-16be"],
  ["UTF-16LE without a mark", encodeUtf16("ação", true), "utf-16le"],
  ["UTF-16BE without a mark", encodeUtf16("ação", false), "utf-16be"],
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
    const cut = utf8("a€").subarray(0, 2);
    expect(detectEncoding(cut)).toBe("ascii");
    expect(detectEncoding(cut, true)).toBe("legacy");
    expect(textOf(readBytes("a.txt", bytesOf(...utf8("ação"), ...cut)))).toBe("açãoa\ufffd");
  });

  it("keeps UTF-8 in spite of a few bad bytes, each told with its line", () => {
    const parts = ["ação é\nboa l", 0xe7, "o\nmaçã\n", 0xe2, 0x80, " fim\r\n\r", 0x81, 0x92];
    const bytes = Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...utf8(part)] : [part])));
    for (const lengths of [[1_000], [1], [7]]) {
      const result = readBytes("misto.txt", bytes, {}, lengths);
      expect(textOf(result)).toBe("ação é\nboa lço\nmaçã\n\ufffd fim\n\n\ufffd’");
      expect(expectValue(result).facts).toMatchObject({
        encoding: "utf-8",
        problems: [
          { line: 2, reason: "badBytes", excerpt: "\\xE7 → ç" },
          { line: 4, reason: "badBytes", excerpt: "\\xE2\\x80 → \ufffd" },
          { line: 6, reason: "badBytes", excerpt: "\\x81 → \ufffd" },
        ],
      });
    }
  });

  it("turns to a legacy encoding when the first accent comes after an ASCII head and is none in UTF-8", () => {
    const bytes = bytesOf("hello\n".repeat(20_000), "a\xe7\xe3o \x93boa\x94");
    const result = readBytes("tarde.txt", bytes, {}, [60_000]);
    expect(textOf(result).endsWith("ação “boa”")).toBe(true);
    expect(expectValue(result).facts).toMatchObject({ encoding: "windows-1252", problemCount: 0 });
  });

  it("keeps UTF-8 when a stray byte comes first, in the head or after it", () => {
    for (const lines of [1, 20_000]) {
      const bytes = bytesOf("hello\n".repeat(lines), "It\x92s\n", ...utf8("ação\n"));
      const result = readBytes("tarde.txt", bytes, {}, [60_000]);
      expect(textOf(result).endsWith("It’s\nação\n")).toBe(true);
      expect(expectValue(result).facts).toMatchObject({ encoding: "utf-8", problems: [{ line: lines + 1 }] });
    }
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

  it("tells bytes that a legacy encoding or UTF-16 does not know, with their line", () => {
    const shiftJis = readBytes("a.txt", bytesOf("a\nb\r\n\x85\x20c\n"), { encoding: "shift_jis" });
    expect(textOf(shiftJis)).toBe("a\nb\n\ufffd c\n");
    expect(expectValue(shiftJis).facts.problems).toEqual([{ line: 3, reason: "badBytes", excerpt: "\ufffd" }]);
    const odd = readBytes("a.txt", bytesOf(...encodeUtf16("ação\n", true), 0x61));
    expect(textOf(odd)).toBe("ação\n\ufffd");
    expect(expectValue(odd).facts.problems).toMatchObject([{ line: 2, reason: "badBytes" }]);
  });

  it("obeys a chosen encoding", () => {
    expect(textOf(readBytes("a.txt", utf8("ação"), { encoding: "windows-1252" }))).toBe("aÃ§Ã£o");
    expect(textOf(readBytes("a.txt", bytesOf("a\xe7\xe3o"), { encoding: "utf-8" }))).toBe("ação");
    expect(textOf(readBytes("a.txt", encodeUtf16("日本語", true), { encoding: "utf-16le" }))).toBe("日本語");
    expect(textOf(readBytes("a.txt", encodeUtf16("ab\ncd", false), { encoding: "utf-16be" }))).toBe("ab\ncd");
    const marked = readBytes("a.txt", bytesOf(0xef, 0xbb, 0xbf, "a"), { encoding: "utf-8" });
    expect(textOf(marked)).toBe("a");
  });

  it("keeps a zero-width mark inside the text wherever it is cut", () => {
    const text = "a\uFEFFb\uFEFF";
    for (const length of [1, 2, 3, 4, 5]) expect(textOf(readBytes("a.txt", utf8(text), {}, [length]))).toBe(text);
  });
});

/** Feeds a decoder in pieces and gives everything that can be seen of it. */
function decodeAll(
  create: (onBadBytes: (line: number, excerpt: string) => void) => {
    push(bytes: Uint8Array, last: boolean): string;
    readonly judgement?: unknown;
  },
  bytes: Uint8Array,
  lengths: readonly number[],
) {
  const bad: string[] = [];
  const decoder = create((line, excerpt) => bad.push(`${line} ${excerpt}`));
  let text = "";
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const end = start + lengths[turn % lengths.length];
    text += decoder.push(bytes.subarray(start, end), false);
    start = end;
  }
  text += decoder.push(new Uint8Array(0), true);
  return { text, bad, judgement: decoder.judgement };
}

/** Bytes among which sequences of every encoding, line breaks and broken pieces are frequent. */
const arbitraryBytes = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 255 }).map((byte) => [byte]),
      fc.constantFrom(
        [10],
        [13],
        [13, 10],
        [0x61],
        [0xc3, 0xa7],
        [0xe2, 0x82, 0xac],
        [0xe2, 0x82],
        [0xf0, 0x9f, 0x98, 0x80],
      ),
      fc.constantFrom(
        [0xf0, 0x9f],
        [0x92],
        [0x81, 0x30, 0x81, 0x30],
        [0x8f, 0xa2, 0xaf],
        [0x1b, 0x24, 0x42],
        [0xd8, 0x00],
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Uint8Array.from(parts.flat()));

/**
 * Tells whether this platform gives the same for any cut: Node 20 throws where a broken sequence of four bytes of GB
 * 18030 is cut, which the standard and browsers do not.
 */
const isDecodedAlike = (encoding: string, whole: string) => encoding !== "gb18030" || !whole.includes("\ufffd");

describe("decoder cuts", () => {
  it("give the same text and bad lines in every encoding wherever they fall", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENCODINGS), arbitraryBytes, arbitraryLengths, (encoding, bytes, lengths) => {
        const create = (onBadBytes: (line: number, excerpt: string) => void) => createByteDecoder(encoding, onBadBytes);
        const whole = decodeAll(create, bytes, [1_000]);
        fc.pre(isDecodedAlike(encoding, whole.text));
        expect(decodeAll(create, bytes, lengths)).toEqual(whole);
      }),
      { numRuns: 5_000 },
    );
  });

  it("give the same text, bad lines and encoding where it is judged late", () => {
    fc.assert(
      fc.property(arbitraryBytes, arbitraryLengths, (bytes, lengths) => {
        const create = (onBadBytes: (line: number, excerpt: string) => void) =>
          createLateDecoder("auto", new Uint8Array(0), () => () => ["koi8-r", "shift_jis"], onBadBytes);
        expect(decodeAll(create, bytes, lengths)).toEqual(decodeAll(create, bytes, [1_000]));
      }),
      { numRuns: 5_000 },
    );
  });

  it("of any file give the same source, and no bytes make reading fail by a throw", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("auto" as const, ...ENCODINGS),
        arbitraryBytes,
        arbitraryLengths,
        (encoding, bytes, lengths) => {
          const options = { encoding, readAs: "text" } as const;
          const whole = readBytes("a.txt", bytes, options, [1_000], fewEncodings);
          fc.pre(isDecodedAlike(encoding, JSON.stringify(whole)));
          expect(readBytes("a.txt", bytes, options, lengths, fewEncodings)).toEqual(whole);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("keep a zero-width mark at the start of a piece", () => {
    for (const encoding of ["utf-8", "utf-16le"] as const) {
      const bytes = encoding === "utf-8" ? utf8("a\uFEFFb") : encodeUtf16("a\uFEFFb", true);
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
          ["utf-16le", encodeUtf16(text, true)],
          ["utf-16be", encodeUtf16(text, false)],
        ] as const) {
          expect(decodeAll(() => createByteDecoder(encoding), bytes, lengths).text).toBe(text);
        }
      }),
      { numRuns: 400 },
    );
  });
});
