import { describe, expect, it } from "vitest";
import type { ComparedAnswer, RunComparison } from "@/domain/run/comparison";
import { comparisonFacts } from "@/features/comparison-facts";
import { comparisonText } from "@/i18n/comparison-text";

const nothing = { text: "", loss: null, tokens: 0 };
const pair = (prompt: string, reference: string): ComparedAnswer => ({
  prompt,
  reference,
  base: nothing,
  tuned: nothing,
});

const comparison: RunComparison = {
  base: { run: "a", name: "A", step: 0 },
  tuned: { run: "b", name: "B", step: 5 },
  dataset: "questions",
  kind: "pairs",
  language: null,
  sameTokens: true,
  sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, length: 16, seed: "oriole" },
  answers: [
    pair("Who won the cup?", "The team"),
    pair("Quem venceu a Copa?", "O time"),
    pair("Quem perdeu a Copa?", "Foi o outro"),
    pair("1958?", "Pelé"),
  ],
};
const facts = (language: "en" | "pt-BR", of = comparison) =>
  comparisonFacts({ fixed: (value) => String(value) }, comparisonText(language), of).join("\n");

describe("the facts of a comparison", () => {
  it("tell the seed by which both wrote", () => {
    expect(facts("en")).toContain("seed oriole for both");
    expect(facts("pt-BR")).toContain("semente oriole para os dois");
  });

  it("tell by the articles of which language how many answers are read", () => {
    expect(facts("en")).toContain("In 1 answer, by its language, the articles a, an, the do not either.");
    expect(facts("en")).toContain("In 2 answers, by their language, the articles o, a, os,");
    expect(facts("en")).toContain("In 1 answer articles count, since its language is not clear.");
    expect(facts("pt-BR")).toContain("Em 2 respostas, pela sua língua, os artigos o, a, os,");
    const told = { ...comparison, answers: comparison.answers.slice(0, 1) };
    expect(facts("en", told)).not.toContain("not clear");
  });
});
