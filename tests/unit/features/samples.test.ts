import { describe, expect, it } from "vitest";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import { sampleLines, samplePieces, tagName } from "@/features/sample-pieces";
import { imagePrompt } from "@/features/samples/image-prompt";
import { unknownCharacters } from "@/features/samples/unknown-characters";
import { createText } from "@/i18n/use-text";

describe("samplePieces", () => {
  it("shows special tokens as tags between stretches of text", () => {
    expect(samplePieces("<name>Rua 8<year>2014", ["<name>", "<year>"])).toEqual([
      { kind: "special", token: "<name>", name: "name" },
      { kind: "text", text: "Rua 8" },
      { kind: "special", token: "<year>", name: "year" },
      { kind: "text", text: "2014" },
    ]);
  });

  it("loses no character of the sample", () => {
    const text = "a<|end|>b<|end|><|pad|>c (x) $1 <name";
    const joined = samplePieces(text, ["<|pad|>", "<|end|>", "<name>"])
      .map((piece) => (piece.kind === "text" ? piece.text : piece.token))
      .join("");
    expect(joined).toBe(text);
  });

  it("takes the longest of two tokens that begin alike", () => {
    expect(samplePieces("<a><a>!", ["<a>", "<a><a>"]).map((piece) => piece.kind)).toEqual(["special", "text"]);
  });

  it("starts a new line after each end token", () => {
    expect(sampleLines("ola<|end|>mundo<|end|>", ["<|end|>"], "<|end|>")).toHaveLength(2);
    expect(sampleLines("<a>ola<b>mundo", ["<a>", "<b>", "<end>"], "<end>")).toHaveLength(1);
    expect(sampleLines("ola mundo", [], "")).toEqual([[{ kind: "text", text: "ola mundo" }]]);
  });

  it("names a tag by what stands inside its brackets", () => {
    expect([tagName("<name>"), tagName("<|end|>"), tagName("@")]).toEqual(["name", "end", "@"]);
  });
});

describe("imagePrompt", () => {
  const car = [
    { name: "Model Name", value: "Night Hauler" },
    { name: "Release Year", value: "2014" },
    { name: "Color", value: "Black" },
    { name: "Series", value: "Mainline" },
  ];

  const text = createText("en");

  it("describes a toy car in one sentence of the page's language", () => {
    expect(imagePrompt(text, car)).toBe(
      "Generate a HotWheels styled miniature car called Night Hauler from 2014, packaged, from the Mainline series, " +
        "Black color, centered on a white background, whole case in frame.",
    );
    expect(imagePrompt(createText("pt-BR"), car)).toMatch(/^Gere um carrinho .* chamado Night Hauler, de 2014,/);
  });

  it.each(car.map((field) => [field.name]))("is silent without a field for %s", (name) => {
    expect(
      imagePrompt(
        text,
        car.filter((field) => field.name !== name),
      ),
    ).toBeNull();
  });

  it("is silent for the records of other tables, however alike, and for empty fields", () => {
    const shirt = ["Name", "Year", "Color", "Series"].map((name) => ({ name, value: "x" }));
    expect(imagePrompt(text, shirt)).toBeNull();
    expect(imagePrompt(text, [...car, { name: "Price", value: "3" }])).toBeNull();
    expect(
      imagePrompt(
        text,
        car.map((field) => (field.name === "Color" ? { ...field, value: " " } : field)),
      ),
    ).toBeNull();
  });
});

describe("unknownCharacters", () => {
  const vocabulary = ["<|pad|>", "<name>", "a", "o", "l", " "];
  const characters: TokenizerState = { kind: "character", vocabulary, specialCount: 2, padId: 0 };

  it("names each character that the vocabulary lacks once", () => {
    expect(unknownCharacters("<name>ola Šš Š", characters)).toEqual(["Š", "š"]);
  });

  it("takes special tokens whole and astral characters as one", () => {
    expect(unknownCharacters("<|pad|><name>ola<name>", characters)).toEqual([]);
    expect(unknownCharacters("a😀", characters)).toEqual(["😀"]);
  });
});
