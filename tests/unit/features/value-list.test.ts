// Lists of values as they are written in both languages.
import { describe, expect, it } from "vitest";
import { type ConfigPath, getByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { triablePaths } from "@/domain/config/trials";
import { outcomeOf, trialLabel } from "@/features/runs/use-varied";
import { readValueList, suggestedList, writtenValue } from "@/features/runs/value-list";
import { withPlans } from "@/i18n/plans-text";
import { createText } from "@/i18n/use-text";

const texts = { en: withPlans(createText("en")), pt: withPlans(createText("pt-BR")) };
type Language = keyof typeof texts;
const values = (language: Language, path: ConfigPath, written: string) => {
  const read = readValueList(texts[language], path, written);
  return read.ok ? read.value : read.error;
};

describe("a list of values", () => {
  it("is read in the number format of the language and in plain, each value once", () => {
    const rate = "training.learningRate";
    expect(values("pt", rate, "0,001; 3e-3;0.01 ; 0,001;")).toEqual([0.001, 0.003, 0.01]);
    expect(values("en", rate, "0.001; 3e-3; 0,01")).toEqual([0.001, 0.003, 0.01]);
    expect(values("en", "training.steps", "1,000; 2000")).toEqual([1000, 2000]);
    expect(values("pt", "training.steps", "1.000; 2000")).toEqual([1000, 2000]);
  });

  it("says in one sentence what cannot be: no number, out of range, not whole, too many, nothing", () => {
    const rate = "training.learningRate";
    expect(values("en", rate, "0.1; fast")).toBe("“fast” is not a number.");
    expect(values("en", rate, "0.1; 5")).toBe("5 is not between 1e-6 and 1.");
    expect(values("pt", rate, "0,1; 1,5")).toBe("1,5 não está entre 1e-6 e 1.");
    expect(values("en", "training.batchSize", "16.5")).toBe("16.5 is not a whole number.");
    expect(values("en", "training.batchSize", "1;2;3;4;5;6")).toBe(
      "6 values are too many: at most 5 are tried at once.",
    );
    expect(values("en", rate, " ; ")).toBe("Write at least one value.");
  });

  it("is written in the number format of the language, without losing a digit", () => {
    const written = (language: Language, value: number) =>
      writtenValue(texts[language], "training.learningRate", value);
    expect([written("pt", 0.12345), written("en", 0.12345), written("pt", 0.003)]).toEqual([
      "0,12345",
      "0.12345",
      "3e-3",
    ]);
  });

  it("names choices and switches by the words of the page or by their own", () => {
    const { en, pt } = texts;
    expect(values("en", "training.schedule", `${en.choice("training.schedule", "cosine")}; constant`)).toEqual([
      "cosine",
      "constant",
    ]);
    expect(values("pt", "training.schedule", `${pt.choice("training.schedule", "cosine").toUpperCase()}`)).toEqual([
      "cosine",
    ]);
    expect(values("pt", "corpus.lowercase", "ligado; false")).toEqual([true, false]);
    expect(values("en", "corpus.lowercase", "maybe")).toBe("“maybe” is not possible. Choose among: on; off.");
    expect(values("en", "seed", "a; b")).toEqual(["a", "b"]);
    expect(values("en", "corpus.endToken", "x".repeat(41))).toMatch(/has more than 40 characters\.$/);
  });

  it.each(triablePaths(false).filter((path) => path !== "corpus.template"))(
    "%s is suggested with the value in force and can be read again as it is written",
    (path) => {
      const now = getByPath(defaultConfig, path);
      for (const text of Object.values(texts)) {
        const list = suggestedList(text, path, defaultConfig);
        if (typeof now === "string" && (now.trim() !== now || now === "" || now.includes(";"))) continue;
        const read = readValueList(text, path, list);
        expect(read, list).toMatchObject({ ok: true });
        if (read.ok) expect(read.value).toContain(now);
        expect(readValueList(text, path, writtenValue(text, path, now))).toEqual({ ok: true, value: [now] });
      }
    },
  );
});

it("is suggested in round numbers about the one in force", () => {
  const about = (learningRate: number) =>
    suggestedList(texts.en, "training.learningRate", {
      ...defaultConfig,
      training: { ...defaultConfig.training, learningRate },
    });
  expect([about(1e-3), about(3e-3), about(1)]).toEqual(["3e-4; 1e-3; 3e-3", "1e-3; 3e-3; 0.01", "0.3; 1"]);
});

describe("the lines of the form", () => {
  const outcome = (...rows: readonly (readonly [ConfigPath | null, string])[]) =>
    outcomeOf(
      texts.en,
      defaultConfig,
      rows.map(([path, written]) => ({ path, written })),
    );

  it("come to trials, whose labels say the values", () => {
    const { problems, trials } = outcome(["training.learningRate", "0.01; 0.1"], ["training.batchSize", "16"]);
    expect(problems).toEqual([null, null]);
    expect(trials?.map((trial) => trialLabel(texts.en, trial))).toEqual([
      "0.01, 16 (Learning rate, Batch size)",
      "0.1, 16 (Learning rate, Batch size)",
    ]);
    expect(outcome([null, ""], [null, ""]).trials).toHaveLength(1);
  });

  it("say what is wrong where it is", () => {
    const twice = outcome(["training.batchSize", "16"], ["training.batchSize", "32"]);
    expect(twice).toEqual({ problems: [null, "This setting is chosen above already."], trials: null });
    expect(outcome(["training.learningRate", "0.1"], ["training.batchSize", "many"]).problems).toEqual([
      null,
      "“many” is not a number.",
    ]);
    expect(outcome(["training.scheduleEvery", "2; 3"]).problems[0]).toMatch(/^.+ would have no effect\. .+\.$/);
  });
});
