// Long texts are worked on in many steps, and nothing is lost where they are cut.
import { describe, expect, it } from "vitest";
import { examine } from "@/domain/clinic/examine";
import { mendCorpus } from "@/domain/clinic/mend-corpus";
import { overStretches } from "@/domain/clinic/over-texts";
import { findPersonalData } from "@/domain/clinic/personal-data";
import { recordLengths, tokenLengths } from "@/domain/clinic/record-lengths";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import { createCleaner } from "@/domain/corpus/clean";
import { createFindingLog } from "@/domain/corpus/finding";
import { expectValue, PLAIN_CONFIG, readText } from "../corpus/support";
import { finish } from "../support/finish";
import { corpusConfig, corpusOf, tokenConfig, tokenizerOf } from "../windows/fixtures";

const LINE = "ligue (11) 91234-5678 ou +55 21 3456-7890 ou escreva a ana@x.com e pаypal\u200b 😀 ";
const line = (units: number) => LINE.repeat(Math.ceil(units / LINE.length));

/** Counts the steps of some work, and gives what it makes. */
function stepsOf<T>(work: Generator<unknown, T>): { readonly steps: number; readonly value: T } {
  for (let steps = 0; ; steps++) {
    const step = work.next();
    if (step.done === true) return { steps, value: step.value };
  }
}

describe("stretches of long texts", () => {
  it.each([
    ["words", line(300_000)],
    ["signs without a gap", "😀".repeat(150_000)],
    ["signs without a gap, shifted", `a${"😀".repeat(150_000)}`],
    ["lines", "😀12345\n".repeat(40_000)],
  ])("of %s are the whole text, each short and of whole characters", (_, text) => {
    const stretches: string[] = [];
    finish(
      overStretches([text], (stretch, _index, from) => {
        expect(from).toBe(stretches.join("").length);
        stretches.push(stretch);
      }),
    );
    expect(stretches.join("")).toBe(text);
    expect(stretches.length).toBeGreaterThan(4);
    for (const stretch of stretches) {
      expect(stretch.length).toBeLessThanOrEqual((1 << 16) + 1);
      expect(stretch).not.toMatch(/\p{Cs}/u);
    }
  });
});

describe("a long line", () => {
  it("is examined in many steps, each find in its place", () => {
    const text = line(1_000_000);
    const request = { corpusConfig, tokens: tokenConfig, seed: "a", tokenizer: null };
    const { steps, value } = stepsOf(examine({ corpus: corpusOf([text]), ...request }));
    expect(steps).toBeGreaterThan(20);
    const count = (kind: string) => value.findings.find((finding) => finding.kind === kind)?.count;
    const repeats = text.length / LINE.length;
    expect([count("phone"), count("email"), count("invisible"), count("lookAlike")]).toEqual([
      2 * repeats,
      repeats,
      repeats,
      repeats,
    ]);
    expect(findPersonalData(text)).toHaveLength(3 * repeats);
  });

  it("is cleaned as if it were not cut", () => {
    const text = line(3_000_000);
    const config = { ...PLAIN_CONFIG, personalData: "english", separator: "", reading: "whole" } as const;
    const { steps, value } = stepsOf(buildCorpus(expectValue(readText("a.txt", text, config)), config));
    expect(steps).toBeGreaterThan(1);
    const { records, report } = expectValue(value);
    expect([...records].join("")).toBe(createCleaner(config, createFindingLog()).clean(text, 1));
    expect(report.characters).toBe([...[...records].join("")].length);
  });
});

describe("a long record", () => {
  const text = `${line(1_000_000)}#`;

  it("is mended in many steps, to what one replacement makes of it", () => {
    const rare = { ...corpusConfig, rareBelow: 2, rareCharacters: "replace" } as const;
    const replaced = stepsOf(mendCorpus(corpusOf([text, "y"]), rare));
    expect(replaced.steps).toBeGreaterThan(15);
    expect([...expectValue(replaced.value).records]).toEqual([text.replace("#", "□"), "y"]);
    const dropped = stepsOf(mendCorpus(corpusOf([text, "ligue"]), { ...rare, rareCharacters: "drop" }));
    expect(dropped.steps).toBeGreaterThan(15);
    expect(expectValue(dropped.value)).toMatchObject({ records: ["ligue"], report: { kept: 1, characters: 5 } });
  });

  it("is measured in steps, in characters and in tokens", () => {
    const records = [text, "", "😀"];
    const expected = [[...text].length, 0, 1];
    const characters = stepsOf(recordLengths(records));
    expect(characters.steps).toBeGreaterThan(2);
    expect([...characters.value]).toEqual(expected);
    expect([...finish(tokenLengths(records, tokenizerOf(records)))]).toEqual(expected);
  });
});
