// Characters that do not show what they are, and words that mix alphabets.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindOf, oddCharacters, removeOddCharacters } from "@/domain/clinic/character-kinds";
import { mixedWords, replaceLookAlikes } from "@/domain/clinic/look-alikes";

describe("odd characters", () => {
  it.each([
    ["\u200b", "invisible"],
    ["\u00ad", "invisible"],
    ["\ufeff", "invisible"],
    ["\u202e", "invisible"],
    ["\u0007", "control"],
    ["\u009f", "control"],
    ["\u00a0", "space"],
    ["\u2028", "space"],
    ["\ue000", "privateUse"],
    ["\ufffd", "broken"],
    ["\ud800", "broken"],
    ["\u0378", "broken"],
    ["a", null],
    ["é", null],
    ["\n", null],
    ["\t", null],
    ["\r", null],
    [" ", null],
    ["😀", null],
    ["\u3000", null],
  ] as const)("%j is %s", (character, kind) => {
    expect(kindOf(character)).toBe(kind);
  });

  it("go, spaces become plain ones, and what has work to do stays", () => {
    const text = "a\u200bb\u00a0c\u0007d\fe\u2028f\ufffdg";
    expect(removeOddCharacters(text)).toEqual({ text: "ab cd\ne\nfg", count: 6 });
    for (const kept of [
      "👩\u200d👩\u200d👧",
      "❤\ufe0f",
      "می\u200cخواهم",
      "क\u094d\u200dष",
      "🏴\u{e0067}\u{e0062}\u{e007f}",
    ])
      expect(removeOddCharacters(kept)).toEqual({ text: kept, count: 0 });
    expect(removeOddCharacters("ab\u200dcd\ufe0f").text).toBe("abcd");
  });

  it("are as many as a plain loop counts, and none is left after their removal", () => {
    const units = fc.constantFrom("a", "é", " ", "\n", "\u200b", "\u00ad", "\u00a0", "\u0007", "\ufffd", "\ue123");
    fc.assert(
      fc.property(fc.array(units), (list) => {
        const text = list.join("");
        const plain = list.filter((unit) => kindOf(unit) !== null).length;
        expect([...oddCharacters(text)]).toHaveLength(plain);
        const removed = removeOddCharacters(text);
        expect(removed.count).toBe(plain);
        expect([...oddCharacters(removed.text)]).toEqual([]);
      }),
    );
  });
});

describe("mixed alphabets", () => {
  it.each([
    ["pаypal", "paypal"],
    ["Ρedro", "Pedro"],
    ["привeт", "привет"],
    ["cαfe", "cαfe"],
    ["kΩ", "kΩ"],
    ["МикроLab", "МикроLab"],
    ["привет mundo", "привет mundo"],
    ["Δx µm", "Δx µm"],
  ])("%s is written %s", (text, mended) => {
    expect(replaceLookAlikes(text).text).toBe(mended);
    expect([...mixedWords(text)].map(({ word }) => word)).toEqual(text === mended ? [] : [text]);
  });
});
