// Legacy encodings of the world: each is told by a few sentences, also among plain English, and its lines are shown.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createByteDecoder } from "@/domain/corpus/byte-decoder";
import { ENCODINGS, type EncodingLabel } from "@/domain/corpus/encodings";
import { rankLegacyEncodings } from "@/domain/corpus/legacy-detector";
import { encode, encodeUtf16 } from "./encode";
import { SENTENCES } from "./sentences";
import { expectValue, fileBytes, readBytes, tableOf, textOf } from "./support";

type Language = keyof typeof SENTENCES;

const WRITTEN_IN: readonly (readonly [EncodingLabel, readonly Language[]])[] = [
  ["windows-1252", ["pt", "es", "fr", "de", "it", "sv", "fi", "da"]],
  ["macintosh", ["pt", "es", "fr", "de"]],
  ["iso-8859-15", ["pt", "de"]],
  ["windows-1250", ["pl", "cs", "hu", "ro"]],
  ["iso-8859-2", ["pl", "cs", "hu", "ro"]],
  ["windows-1257", ["lt"]],
  ["windows-1254", ["tr"]],
  ["windows-1251", ["ru", "uk", "bg"]],
  ["koi8-r", ["ru"]],
  ["ibm866", ["ru"]],
  ["x-mac-cyrillic", ["ru"]],
  ["iso-8859-5", ["ru", "bg"]],
  ["windows-1253", ["el"]],
  ["iso-8859-7", ["el"]],
  ["windows-1255", ["he"]],
  ["windows-1256", ["ar"]],
  ["windows-874", ["th"]],
  ["gb18030", ["zh"]],
  ["big5", ["zh-tw"]],
  ["shift_jis", ["ja"]],
  ["euc-jp", ["ja"]],
  ["euc-kr", ["ko"]],
  ["cp850", ["pt"]],
];
const CASES = WRITTEN_IN.flatMap(([encoding, languages]) => languages.map((language) => [encoding, language] as const));

/** The sentences of a language in the characters that old encodings have. */
function plainSentences(language: Language): readonly string[] {
  return SENTENCES[language].map((sentence) => sentence.replace(/’/g, "'"));
}

describe("texts of three sentences", () => {
  it.each(CASES)("in %s, %s, are read right, alone and among English lines", (encoding, language) => {
    const text = plainSentences(language).join("\n");
    const mixed = plainSentences(language).map(
      (line, index) => `${"The cat sat on the mat.\n".repeat(20)}${index}. ${line}`,
    );
    for (const written of [text, mixed.join("\n")]) {
      const result = readBytes("a.txt", encode(written, encoding), { readAs: "text" });
      expect(textOf(result)).toBe(written);
      expect(expectValue(result).facts.problemCount).toBe(0);
    }
  });

  it("are read right nine times in ten from one sentence alone", () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [encoding, language] of CASES) {
      for (const sentence of plainSentences(language)) {
        count++;
        const result = readBytes("a.txt", encode(sentence, encoding), { readAs: "text" });
        if (textOf(result) !== sentence) wrong.push(`${encoding} ${language} as ${expectValue(result).facts.encoding}`);
      }
    }
    expect(wrong.length / count, wrong.join(", ")).toBeLessThanOrEqual(0.05);
  });

  it.each(Object.keys(SENTENCES) as Language[])("in UTF-16 without a mark, %s, are read right", (language) => {
    const text = SENTENCES[language].join("\n");
    for (const isLittle of [true, false]) {
      const result = readBytes("a.txt", encodeUtf16(text, isLittle), { readAs: "text" });
      expect(textOf(result)).toBe(text);
      expect(expectValue(result).facts.encoding).toBe(isLittle ? "utf-16le" : "utf-16be");
    }
  });
});

describe("short and late evidence", () => {
  it.each(["ação", "É", "café", "It’s fine", "nome;cidade\nJoão;São Paulo\n"])("reads %s in Windows-1252", (text) => {
    expect(textOf(readBytes("a.txt", encode(text, "windows-1252"), { readAs: "text" }))).toBe(text);
  });

  it.each([
    ["windows-1251", "ru"],
    ["shift_jis", "ja"],
    ["windows-1252", "pt"],
    ["macintosh", "pt"],
  ] as const)("finds %s after 100 KB of ASCII wherever the bytes are cut", (encoding, language) => {
    const text = `${"plain line\n".repeat(9_500)}${plainSentences(language).join("\n")}`;
    const bytes = encode(text, encoding);
    for (const lengths of [[bytes.length], [60_000], [104_501, 1, 2]]) {
      const result = readBytes("a.txt", bytes, { readAs: "text" }, lengths);
      expect(textOf(result)).toBe(text);
      expect(expectValue(result).facts.encoding).toBe(encoding);
      expect(expectValue(result).facts.encodings.length).toBeGreaterThan(1);
    }
  });

  it("reads ISO-2022-JP by its escapes", () => {
    const bytes = Uint8Array.from([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42, 0x2e, 0x0a]);
    const result = readBytes("a.txt", bytes);
    expect(textOf(result)).toBe("日本.\n");
    expect(expectValue(result).facts.encoding).toBe("iso-2022-jp");
  });

  it.each([true, false])("tells UTF-32 with and without a mark (little end first: %s)", (isLittle) => {
    for (const text of ["\ufeffação\n", "ação\n", "小猫。"]) {
      const view = new DataView(new ArrayBuffer(4 * text.length));
      for (let index = 0; index < text.length; index++) view.setUint32(4 * index, text.charCodeAt(index), isLittle);
      expect(readBytes("a.txt", new Uint8Array(view.buffer))).toEqual({
        ok: false,
        error: { code: "fileUtf32", name: "a.txt" },
      });
    }
  });
});

describe("the detector", () => {
  it("ranks any bytes, each encoding once", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const ranked = rankLegacyEncodings(bytes);
        expect(ranked.length).toBeGreaterThan(0);
        expect(new Set(ranked).size).toBe(ranked.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the choice of an encoding", () => {
  it("shows the same three lines in each likely encoding, which reading by it gives", () => {
    const { facts } = expectValue(readBytes("31.txt", fileBytes("tests/cases/fixtures/31-chinese-gbk.txt")));
    expect(facts.encodings[0].encoding).toBe("gb18030");
    expect(facts.encodings.length).toBeGreaterThan(1);
    expect(new Set(facts.encodings.map(({ lines }) => lines.join("\n"))).size).toBe(facts.encodings.length);
    for (const { encoding, lines } of facts.encodings) {
      const text = createByteDecoder(encoding).push(fileBytes("tests/cases/fixtures/31-chinese-gbk.txt"), true);
      for (const line of lines) expect(text).toContain(line.replace(/[\ufffd…]+$/, ""));
    }
  });

  it("keeps showing what was found beside what was chosen", () => {
    const bytes = encode(SENTENCES.zh.join("\n"), "gb18030");
    const { facts } = expectValue(readBytes("a.txt", bytes, { encoding: "koi8-r" }));
    expect(facts.encoding).toBe("koi8-r");
    expect(facts.encodings.map(({ encoding }) => encoding)).toEqual(expect.arrayContaining(["gb18030", "koi8-r"]));
    const wrong = expectValue(readBytes("b.txt", new TextEncoder().encode("ação"), { encoding: "windows-1251" }));
    expect(wrong.facts.encodings.map(({ encoding, lines }) => [encoding, lines[0]])).toEqual([
      ["utf-8", "ação"],
      ["windows-1251", "aГ§ГЈo"],
    ]);
  });

  it("is not offered where the text is sure", () => {
    for (const bytes of [new TextEncoder().encode("ação"), new TextEncoder().encode("plain")]) {
      expect(expectValue(readBytes("a.txt", bytes)).facts.encodings).toEqual([]);
    }
  });

  it.each(ENCODINGS.filter((encoding) => !encoding.startsWith("utf-16")))("reads ASCII alike in %s", (encoding) => {
    expect(textOf(readBytes("a.txt", new TextEncoder().encode("plain text\n"), { encoding }))).toBe("plain text\n");
  });
});

describe("files that people drop", () => {
  const fixture = (name: string) => readBytes(name, fileBytes(`tests/cases/fixtures/${name}`));

  it("31: Chinese in GBK", () => {
    const result = fixture("31-chinese-gbk.txt");
    expect(textOf(result).split("\n")[0]).toBe(
      "小猫在院子里看花。小狗在河边喝水。老师在学校里写字。我们在公园里唱歌。",
    );
    expect(expectValue(result).facts.encoding).toBe("gb18030");
  });

  it("32: Russian in Windows-1251", () => {
    const result = fixture("32-russian-windows-1251.txt");
    expect(textOf(result)).toMatch(/^Маленький кот сидит на окне и смотрит на снег\. /);
    expect(expectValue(result).facts.encoding).toBe("windows-1251");
  });

  it("34: one stray byte in UTF-8 keeps the accents and is told with its line", () => {
    const result = fixture("34-stray-byte-before-accents.txt");
    expect(textOf(result)).toMatch(
      /^It’s a list of sentences\.\nAna viu manga na feira no dia 1\. Coração, pão e açúcar\./,
    );
    expect(expectValue(result).facts).toMatchObject({
      encoding: "utf-8",
      problemCount: 1,
      problems: [{ line: 1, reason: "badBytes", excerpt: "\\x92 → ’" }],
    });
  });

  it("37: Mac Roman with CR as line breaks", () => {
    const table = tableOf(fixture("37-mac-roman-cr.csv"));
    expect(table.columns).toEqual(["nome", "frase"]);
    expect(table.rows.length).toBe(60);
    expect(table.rows[0].values).toEqual(["Ana", "Ana viu manga na feira no dia 1. Coração."]);
    expect(table.facts.encoding).toBe("macintosh");
  });

  it("46, 46b: UTF-16 without a mark", () => {
    expect(textOf(fixture("46-utf16le-no-mark-chinese.txt")).split("\n")[0]).toBe(
      textOf(fixture("31-chinese-gbk.txt")).split("\n")[0],
    );
    const table = tableOf(fixture("46b-utf16le-no-mark-latin.csv"));
    expect(table.columns).toEqual(["nome", "frase"]);
    expect(table.rows.length).toBe(60);
  });
});

describe("short texts of Western Europe", () => {
  it("are read in the encoding of DOS too", () => {
    const fruits = ["açaí", "limão", "caju", "uva"];
    const rows = Array.from({ length: 60 }, (_, day) => `Sul,Ana viu ${fruits[day % 4]} no sítio no dia ${day}.`);
    const text = ["Região,Descrição", ...rows].join("\n");
    expect(textOf(readBytes("a.txt", encode(text, "cp850"), { readAs: "text" }))).toBe(text);
  });

  it.each([
    "FREE £1000 prize",
    "naïve café",
    "¿Cómo estás? ¡Qué día! mañana",
    "Vá à farmácia. Ele é português.",
    "Olá! Tudo bem? Amanhã eu vou.",
    "« Bonjour », dit-elle à Noël",
    "Ça va très bien, merci à vous",
    "1½ xícara de açúcar",
  ])("are not taken for another language's: %s", (text) => {
    for (const times of [1, 20]) {
      const bytes = encode(`${text}\n`.repeat(times), "windows-1252");
      expect(rankLegacyEncodings(bytes)[0]).toBe("windows-1252");
    }
  });
});
