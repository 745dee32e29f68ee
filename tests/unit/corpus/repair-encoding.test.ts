// Text that was encoded twice: every place is found and repaired, and honest text stays as it is.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { windows1252CodePoint } from "@/domain/corpus/code-pages";
import { repairEncoding } from "@/domain/corpus/repair-encoding";
import { SENTENCES } from "./sentences";

/** Writes a text as UTF-8 and reads its bytes by another encoding, as a careless program does. */
function misread(text: string, as: "windows-1252" | "latin-1"): string {
  const sign = (byte: number) => String.fromCharCode(as === "latin-1" ? byte : windows1252CodePoint(byte));
  return Array.from(new TextEncoder().encode(text), sign).join("");
}

const PORTUGUESE = SENTENCES.pt.join("\n");

describe("repair of doubly encoded text", () => {
  it.each(["windows-1252", "latin-1"] as const)("gives every language back that was misread as %s", (as) => {
    for (const [language, sentences] of Object.entries(SENTENCES)) {
      const text = sentences.join("\n");
      expect([language, repairEncoding(misread(text, as)).text]).toEqual([language, text]);
    }
  });

  it("gives Portuguese back that was misread two or three times, and counts each place once", () => {
    const places = [...PORTUGUESE].filter((sign) => sign > "\x7f").length;
    expect(repairEncoding(misread(PORTUGUESE, "windows-1252"))).toEqual({ text: PORTUGUESE, count: places });
    const twice = misread(misread(PORTUGUESE, "windows-1252"), "windows-1252");
    expect(repairEncoding(twice).text).toBe(PORTUGUESE);
    expect(repairEncoding(misread(twice, "windows-1252")).text).toBe(PORTUGUESE);
  });

  it.each([
    ["CoraÃ§Ã£o e coração", "Coração e coração", 2],
    ["JÃ¡, VOCÃŠ, PRÃ“XIMO, CORAÃ‡ÃƒO, Ã“ mar", "Já, VOCÊ, PRÓXIMO, CORAÇÃO, Ó mar", 6],
    ["10Â°C, Â© 2026, donâ€™t, 5Â\u00a0â‚¬, ðŸ˜€, â€œsimâ€\u009d", "10°C, © 2026, don’t, 5\u00a0€, 😀, “sim”", 8],
    ["ï»¿nome;idade", "\ufeffnome;idade", 1],
  ])("repairs %s", (text, repaired, count) => {
    expect(repairEncoding(text)).toEqual({ text: repaired, count });
  });

  it("leaves honest text alone", () => {
    for (const sentences of Object.values(SENTENCES)) {
      const text = sentences.join("\n");
      for (const honest of [text, text.toUpperCase(), text.normalize("NFD")]) {
        expect(repairEncoding(honest)).toEqual({ text: honest, count: 0 });
      }
    }
    for (const honest of [
      "MAÇû, “CAFÉ”, IRMÃ®, AMANHÃ… e CORAÇÃO",
      "«à», «Ã», „Ä“, “Å”, Å…, Ø”, café…”, là »",
      "if (a <= b) { x = '§'; } // ±2 °C, ½, ©",
      "À « la carte » ; Â, Ê, Î, Ô, Û",
    ]) {
      expect(repairEncoding(honest)).toEqual({ text: honest, count: 0 });
    }
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        repairEncoding(text);
        repairEncoding(misread(text, "windows-1252"));
      }),
      { numRuns: 500 },
    );
  });
});
