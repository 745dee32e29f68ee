import { describe, expect, it } from "vitest";
import { compareAnswers, languagesOf } from "@/domain/metrics/text/compare-answers";
import type { ComparedAnswer, RunComparison } from "@/domain/run/comparison";

function comparisonOf(answers: readonly ComparedAnswer[]): RunComparison {
  return {
    base: { run: "a", name: "A", step: 0 },
    tuned: { run: "b", name: "B", step: 5 },
    dataset: "questions",
    kind: "pairs",
    language: "pt-BR",
    sameTokens: true,
    sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, length: 16, seed: "1" },
    answers,
  };
}

const answers = Array.from({ length: 12 }, (_, index): ComparedAnswer => {
  const reference = `o time ${index} venceu`;
  return {
    prompt: `quem venceu ${index}?`,
    reference,
    base: { text: "não sei", loss: 8, tokens: 4 },
    tuned: { text: index < 6 ? reference : `time ${index}`, loss: 4, tokens: 4 },
  };
});

describe("comparing answers", () => {
  it("scores both models by every metric and tells which differences chance does not explain", () => {
    const metrics = new Map(compareAnswers(comparisonOf(answers)).map((metric) => [metric.name, metric]));
    expect(metrics.get("loss")).toMatchObject({ base: 2, tuned: 1, difference: -1, verdict: "better" });
    expect(metrics.get("exactMatch")).toMatchObject({ base: 0, tuned: 0.5, verdict: "better" });
    // Two of three words that count, the article aside: 1 of precision, 2 / 3 of recall.
    expect(metrics.get("tokenRecall")?.tuned).toBeCloseTo((6 + 6 * (2 / 3)) / 12, 12);
    expect(metrics.get("exactMatch")?.interval?.low).toBeGreaterThan(0.1);
  });

  it("is not sure of one answer, nor of models that answer alike", () => {
    expect(compareAnswers(comparisonOf(answers.slice(0, 1))).every(({ verdict }) => verdict === "unsure")).toBe(true);
    const alike = answers.map((answer) => ({ ...answer, tuned: answer.base }));
    expect(compareAnswers(comparisonOf(alike)).every(({ verdict }) => verdict === "unsure")).toBe(true);
  });

  it("calls a model worse that lost what the base had, and leaves out what could not be measured", () => {
    const turned = answers.map(({ base, tuned, ...rest }) => ({
      ...rest,
      base: tuned,
      tuned: { ...base, loss: null },
    }));
    const metrics = new Map(compareAnswers(comparisonOf(turned)).map((metric) => [metric.name, metric]));
    expect(metrics.get("tokenF1")?.verdict).toBe("worse");
    expect(metrics.get("loss")).toMatchObject({ base: 1, tuned: null, difference: null, interval: null });
  });

  it("takes each pair by the articles of its own language, and of all pairs where it tells none", () => {
    const said = (prompt: string, reference: string, written: string): ComparedAnswer => ({
      prompt,
      reference,
      base: { text: "?", loss: 1, tokens: 1 },
      tuned: { text: written, loss: 1, tokens: 1 },
    });
    const both = [
      said("Who won the cup?", "The team", "a team"),
      said("Quem venceu a Copa?", "O time", "um time"),
      said("Qual é a descrição de AT-1?", "A tub of blocks for the bath", "tub of blocks for bath"),
      said("1958?", "A Copa", "Copa"),
    ];
    const mixed = { ...comparisonOf(both), language: null };
    expect(languagesOf(mixed)).toEqual(["en", "pt-BR", "en", null]);
    const exact = (comparison: RunComparison) =>
      compareAnswers(comparison).find(({ name }) => name === "exactMatch")?.tuned;
    expect(exact(mixed)).toBe(3 / 4);
    expect(exact({ ...mixed, language: "pt-BR" })).toBe(1);
  });
});
