// Hints of personal data: what must be found, what must pass, and what masking leaves.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPersonalData, maskPersonalData } from "@/domain/clinic/personal-data";

const FOUND = {
  email: ["ana@example.com", "joão.silva+lista@mail.escola.edu.br", "A_B-c@x-y.org"],
  phone: [
    "(11) 91234-5678",
    "(11)3456-7890",
    "11 91234-5678",
    "021 98765-4321",
    "11 91234 5678",
    "+55 11 91234-5678",
    "+55 (21) 3456-7890",
    "+5511912345678",
    "91234-5678",
    "+1 555 123 4567",
    "+44 20 7946 0958",
    "+351 912 345 678",
    "(555) 123-4567",
    "555-123-4567",
  ],
  cpf: ["529.982.247-25", "52998224725", "529982247-25"],
  cnpj: ["11.222.333/0001-81", "11222333000181"],
  card: ["4111 1111 1111 1111", "5500-0000-0000-0004", "3782 822463 10005"],
} as const;

const PASSED = [
  "12/03/1998",
  "1998-03-12",
  "1998-03-12 10:20:30",
  "2026-11-29T07:33:23Z",
  "R$ 1.234.567,89",
  "$ 12,345.67",
  "1990-2000",
  "11 2001-2010",
  "pp. 123-145",
  "978-3-16-148410-0",
  "9783161484100",
  "0-306-40615-2",
  "3 x 2",
  "10-8, 21-19, 21-17",
  "529.982.247-26",
  "11.222.333/0001-82",
  "4111 1111 1111 1112",
  "000.000.000-00",
  "12345678",
  "3.14159265358979",
  "192.168.100.200",
  "13.04.2020 - 20.04.2020",
  "@ana on the site",
  "a @ b.com",
  "me@localhost",
  "1:0:0 1000 2000 3000",
  "1 000 000 000",
  "CEP 01310-100",
  "id 20240131123456",
  "45 3456 7890",
];

describe("hints of personal data", () => {
  it.each(Object.entries(FOUND).flatMap(([kind, texts]) => texts.map((text) => [kind, text] as const)))(
    "find the %s %s, whole and in its place",
    (kind, text) => {
      expect(findPersonalData(text)).toEqual([{ kind, at: 0, length: text.length }]);
      const sentence = `Fale: ${text}, hoje.`;
      expect(findPersonalData(sentence)).toEqual([{ kind, at: 6, length: text.length }]);
    },
  );

  it.each(PASSED)("let %s pass", (text) => {
    expect(findPersonalData(text)).toEqual([]);
    expect(findPersonalData(`em ${text}.`)).toEqual([]);
  });

  it("are masked by the marks of the language, and nothing else changes", () => {
    const text = "Ana: ana@x.com ou (11) 91234-5678; CPF 529.982.247-25.";
    expect(maskPersonalData(text, "portuguese")).toEqual({
      text: "Ana: [e-mail] ou [telefone]; CPF [CPF].",
      count: 3,
    });
    expect(maskPersonalData(text, "english").text).toBe("Ana: [email] ou [phone]; CPF [CPF].");
    expect(maskPersonalData("12/03/1998", "english")).toEqual({ text: "12/03/1998", count: 0 });
  });

  it("stand side by side", () => {
    const hints = findPersonalData("+1 555 123 4567 529982247-25");
    expect(hints.map(({ kind, length }) => [kind, length])).toEqual([
      ["phone", 15],
      ["cpf", 12],
    ]);
  });

  it("leave nothing to find once they are masked", () => {
    const pieces = fc.constantFrom(...Object.values(FOUND).flat(), ...PASSED, "Ana", ",", "\n", " ", "1", "-");
    fc.assert(
      fc.property(fc.array(pieces), (list) => {
        const masked = maskPersonalData(list.join(" ; "), "portuguese");
        expect(findPersonalData(masked.text)).toEqual([]);
      }),
    );
  });

  it("take time that grows with the text alone", () => {
    // A time that grew with its square would be longer than a test may take.
    for (const unit of ["a", "a.", "1 ", "a@"]) expect(findPersonalData(unit.repeat(1_000_000))).toEqual([]);
  });
});
