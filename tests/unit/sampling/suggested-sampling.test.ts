import { describe, expect, it } from "vitest";
import { suggestedSampling } from "@/domain/sampling/suggested-sampling";

const suggest = (template: string, firstRecord = "") =>
  suggestedSampling({ template, firstRecord, heldOutPrompt: null });

describe("suggested sampling", () => {
  it("begins a record with its first literal and ends it with its last", () => {
    expect(suggest("<name>{Name}<year>{Year}<|end|>")).toEqual({ prompt: "<name>", stop: "<|end|>" });
  });

  it("leaves open what the template leaves open", () => {
    expect(suggest("{Name};")).toMatchObject({ prompt: "", stop: ";" });
    expect(suggest("<name>{Name}")).toMatchObject({ prompt: "<name>", stop: "" });
    expect(suggest("<name>")).toMatchObject({ prompt: "<name>", stop: "" });
  });

  it("asks of pairs what was held back", () => {
    const data = { template: "{question} {answer}<|end|>", firstRecord: "", heldOutPrompt: "Who?" };
    expect(suggestedSampling(data)).toEqual({ prompt: "Who?", stop: "<|end|>" });
  });

  it("begins a plain text with its first letters and never stops it", () => {
    expect(suggest("", "Ó 😀 mar salgado\nquanto")).toEqual({ prompt: "Ó 😀 m", stop: "" });
    expect(suggest("", "ola\nmundo").prompt).toBe("ola");
  });
});
