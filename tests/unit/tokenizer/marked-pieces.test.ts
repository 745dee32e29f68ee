import { describe, expect, it } from "vitest";
import { markedPieces } from "@/domain/tokenizer/marked-pieces";

describe("markedPieces", () => {
  it("tells marks from the text between them, with the place of each", () => {
    expect(markedPieces("<a>Rua 8<b><a>", ["<a>", "<b>"])).toEqual([
      { text: "<a>", start: 0, isMark: true },
      { text: "Rua 8", start: 3, isMark: false },
      { text: "<b>", start: 8, isMark: true },
      { text: "<a>", start: 11, isMark: true },
    ]);
  });

  it("takes marks as they are written, whatever they mean in a pattern", () => {
    const mark = "<|(a.b)*+?^$[d]{c}\\/|>";
    expect(markedPieces(`x${mark}y`, [mark]).map(({ text }) => text)).toEqual(["x", mark, "y"]);
    expect(markedPieces("axb", ["a.b"])).toEqual([{ text: "axb", start: 0, isMark: false }]);
  });

  it("knows no empty mark and no empty piece", () => {
    expect(markedPieces("ola", ["", ""])).toEqual([{ text: "ola", start: 0, isMark: false }]);
    expect(markedPieces("", ["<a>"])).toEqual([]);
    expect(markedPieces("", [])).toEqual([]);
  });
});
