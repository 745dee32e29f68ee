// Templates: the automatic one, rendering, tags, and reading a record back.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { automaticTemplate } from "@/domain/corpus/automatic-template";
import { parseRecord } from "@/domain/corpus/parse-record";
import { bindTemplate, templateTags } from "@/domain/corpus/template";
import { expectValue } from "./support";

const CARS = "<name>{Model Name}<year>{Release Year}<color>{Color}<series>{Series}<|end|>";

describe("the automatic template", () => {
  it.each([
    [["Model Name", "Release Year", "Color", "Series"], CARS],
    [["question", "answer"], "<question>{question}<answer>{answer}<|end|>"],
    [["text"], "{text}<|end|>"],
    [["uid", "title", "content"], "<uid>{uid}<title>{title}<content>{content}<|end|>"],
    [["First Name", "Last Name", "age"], "<first_name>{First Name}<last_name>{Last Name}<age>{age}<|end|>"],
    [["releaseYear", "Preço (R$)"], "<year>{releaseYear}<r>{Preço (R$)}<|end|>"],
    [["a", "A", "%"], "<a>{a}<a_2>{A}<field>{%}<|end|>"],
  ])("for %j is %s", (columns, template) => {
    expect(automaticTemplate(columns, "<|end|>")).toBe(template);
  });

  it("ends with nothing where there is no end token", () => {
    expect(automaticTemplate(["a", "b"], "")).toBe("<a>{a}<b>{b}");
  });
});

describe("binding and tags", () => {
  it("renders columns by name and keeps other braces", () => {
    const { render, columns } = expectValue(bindTemplate("{{b}} = { a } {", ["a", "b", "c"]));
    expect(render(["1", "2", "3"])).toBe("{2} = 1 {");
    expect(columns).toEqual([1, 0]);
  });

  it("refuses unknown columns and templates without any", () => {
    expect(bindTemplate("<x>{nope}", ["a"])).toEqual({
      ok: false,
      error: { code: "templateUnknownColumn", column: "nope", columns: ["a"], part: "record" },
    });
    expect(bindTemplate("<x>", ["a"])).toEqual({ ok: false, error: { code: "templateWithoutColumn", part: "record" } });
  });

  it("lists tags once, in order, from the literal text alone", () => {
    expect(templateTags(CARS)).toEqual(["<name>", "<year>", "<color>", "<series>", "<|end|>"]);
    expect(templateTags("<a>{<b>}<a> 1 < 2 > 0 <|end|>")).toEqual(["<a>", "<|end|>"]);
    expect(templateTags("{title}: {content}")).toEqual([]);
  });
});

describe("reading a record back", () => {
  const record = "<name>Gol<year>1980<color>Azul & Branco<series>Brasil<|end|>";

  it("gives the fields under their columns", () => {
    const fields = [
      { name: "Model Name", value: "Gol" },
      { name: "Release Year", value: "1980" },
      { name: "Color", value: "Azul & Branco" },
      { name: "Series", value: "Brasil" },
    ];
    expect(parseRecord(CARS, record)).toEqual(fields);
    expect(parseRecord(CARS, `<|pad|><|pad|>${record}<|pad|>`, "<|pad|>")).toEqual(fields);
  });

  it.each([
    ["a missing end", "<name>Gol<year>1980<color>Azul<series>Brasil"],
    ["a half end", "<name>Gol<year>1980<color>Azul<series>Brasil<|en"],
    ["text after the end", `${record}<name>`],
    ["text before the start", ` ${record}`],
    ["an empty value", "<name><year>1980<color>Azul<series>Brasil<|end|>"],
    ["a missing tag", "<name>Gol<year>1980<series>Brasil<|end|>"],
    ["a repeated tag", "<name>Gol<name>Gol<year>1980<color>Azul<series>Brasil<|end|>"],
    ["tags out of order", "<year>1980<name>Gol<color>Azul<series>Brasil<|end|>"],
    ["an early end", "<name>Gol<|end|><year>1980<color>Azul<series>Brasil<|end|>"],
    ["padding inside nothing", "<|pad|>"],
    ["nothing", ""],
  ])("gives null for %s", (_, text) => {
    expect(parseRecord(CARS, text, "<|pad|>")).toBeNull();
  });

  it("reads templates without tags and without an end", () => {
    expect(parseRecord("{title}: {content}", "a: b: c")).toEqual([
      { name: "title", value: "a" },
      { name: "content", value: "b: c" },
    ]);
    expect(parseRecord("{text}<|end|>", "ola<|end|>")).toEqual([{ name: "text", value: "ola" }]);
    expect(parseRecord("<x>", "<x>")).toBeNull();
  });

  it("is the inverse of rendering", () => {
    const value = fc.string({ minLength: 1 }).filter((text) => !text.includes("<"));
    const { render } = expectValue(bindTemplate(CARS, ["Model Name", "Release Year", "Color", "Series"]));
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), (values) => {
        expect(parseRecord(CARS, render(values))?.map((field) => field.value)).toEqual(values);
      }),
    );
  });
});
