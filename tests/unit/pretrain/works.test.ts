// The text of a pretraining: works as typed from pages, which are held out, and how both become windows.
import { describe, expect, it } from "vitest";
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import { holdOut } from "../../../bench/pretrain/held-out";
import { pretrainingText } from "../../../bench/pretrain/pretraining-text";
import { learnTokens } from "../../../bench/pretrain/pretraining-tokens";
import { cleanLines, readWorks } from "../../../bench/pretrain/works";

describe("works of a file", () => {
  it("begin behind a line of the sign alone, with their title", () => {
    const works = readWorks("Um\nA @ b.\n@\n\n@\nDois\nMais.\n@\nSó o título", "@");
    expect(works).toEqual([
      { title: "Um", text: "Um\nA @ b." },
      { title: "Dois", text: "Dois\nMais." },
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "lines that the paper cut are joined",
      ["Era o primeiro beijo, ao menos o primeiro de que a moça tinha", "memória.", "— Não sei."],
      ["Era o primeiro beijo, ao menos o primeiro de que a moça tinha memória.", "— Não sei."],
    ],
    [
      "a name behind a long cut line too, where lines are cut",
      ["saíram também os dois rapazes e seguiram pela Rua do", "Ouvidor acima,", "ambos calados."],
      ["saíram também os dois rapazes e seguiram pela Rua do Ouvidor acima, ambos calados."],
    ],
    [
      "verses stay",
      ["Ao vencedor que vem de tão longe, e que nada", "Ouviu"],
      ["Ao vencedor que vem de tão longe, e que nada", "Ouviu"],
    ],
    ["contents go", ["Casa", "ÍNDICE", "I", "II", "I", "Texto."], ["Casa", "I", "Texto."]],
    ["a heading of contents without a list stays away", ["ÍNDICE", "Texto."], ["Texto."]],
    ["words written downwards go", ["Sim.", "a", "m", "o", "r", "Não."], ["Sim.", "Não."]],
    ["page numbers and the end go", ["Sim.", "48", "FIM"], ["Sim."]],
    ["a hyphen that was parted", ["ajudavam- se  uns aos outros......"], ["ajudavam-se uns aos outros..."]],
  ])("are clean: %s", (_, lines, expected) => {
    expect(cleanLines(lines)).toEqual(expected);
  });

  it("are held out whole, within the share", () => {
    const works = Array.from({ length: 40 }, (_, index) => ({ title: `${index}`, text: "x".repeat(10 + index) }));
    const { learned, heldOut } = holdOut(works, { share: 0.1, seed: 4 });
    const characters = heldOut.reduce((sum, { text }) => sum + text.length, 0);
    const most = 0.1 * works.reduce((sum, { text }) => sum + text.length, 0);
    expect(characters).toBeLessThanOrEqual(most);
    expect(characters).toBeGreaterThan(0.8 * most);
    expect([...learned, ...heldOut].toSorted((one, other) => +one.title - +other.title)).toEqual(works);
    expect(() => holdOut(works, { share: 0.001, seed: 4 })).toThrow("expected a work of at most");
  });

  it("stand between end tokens, in windows of the two parts", () => {
    const heldOut = [{ title: "c", text: "mar amor" }];
    const works = {
      learned: [
        { title: "a", text: "amor amor mar" },
        { title: "b", text: "amor" },
      ],
      heldOut,
    };
    const tokenizer = learnTokens(works.learned, 260);
    expect([tokenizer.vocabulary.length, tokenizer.vocabulary.at(-1), tokenizer.specialIds]).toEqual([
      260,
      "<|endoftext|>",
      [259],
    ]);
    const { windows, heldOutTokens, heldOutCharacters } = pretrainingText(works, tokenizer, 2);
    const read = createTokenizer(tokenizer).decode(windows.tokens);
    expect(read).toBe("<|endoftext|>amor amor mar<|endoftext|>amor<|endoftext|><|endoftext|>mar amor<|endoftext|>");
    expect(windows.validation.first).toBe(windows.tokens.length - heldOutTokens);
    expect(windows.train.count).toBe(Math.floor((windows.validation.first - 1) / 2));
    expect(heldOutCharacters).toBe("mar amor".length + 2);
  });
});
