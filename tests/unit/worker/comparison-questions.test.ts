import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { questionFor, questionsOf } from "@/worker/comparison-questions";
import { DataDesk } from "@/worker/data-desk";
import { EventOutbox } from "@/worker/event-outbox";

/** Prepares data as a run has them. */
async function dataOf(file: { readonly name: string; readonly text: string }, changes: Partial<typeof defaultConfig>) {
  const config = { ...defaultConfig, ...changes };
  const desk = new DataDesk(new EventOutbox());
  await desk.load({ kind: "text", ...file }, config.corpus);
  const ready = await desk.ready(config.seed, config.corpus, config.tokens, null);
  if (!ready.ok) throw new Error(ready.error.code);
  return { data: ready.value, config };
}

const asked = Array.from({ length: 40 }, (_, index) => `what is ${index}?;number ${index}`);
const table = { name: "qa.csv", text: `question;answer\n${asked.join("\n")}\n` };
const pairs = {
  corpus: { ...defaultConfig.corpus, prompt: "{question}", response: "{answer}" },
  tokens: { ...defaultConfig.tokens, contextLength: 16, validationShare: 0.25 },
} as const;

describe("the questions of a comparison", () => {
  it("of pairs are prompts that were held back, each with its response, in the tokens of the data", async () => {
    const { data } = await dataOf(table, pairs);
    const { kind, questions } = questionsOf(data, 100);
    expect(kind).toBe("pairs");
    expect(questions).toHaveLength(10);
    for (const { prompt, promptIds, reference, referenceIds } of questions) {
      const [, number] = /^what is (\d+)\?/.exec(prompt) ?? [];
      expect(reference.trim()).toBe(`number ${number}`);
      expect(data.tokenizer.decode(promptIds)).toBe(prompt);
      expect(data.tokenizer.decode(referenceIds)).toContain(reference);
    }
    expect(new Set(questions.map(({ prompt }) => prompt)).size).toBe(10);
    expect(questionsOf(data, 3).questions).toHaveLength(3);
  });

  it("of other data are held-out windows, whose second half is what should follow", async () => {
    const text = "the quick brown fox jumps over the lazy dog ".repeat(30);
    const tokens = { ...defaultConfig.tokens, split: "position", contextLength: 11, validationShare: 0.2 } as const;
    const { data } = await dataOf({ name: "fox.txt", text }, { tokens });
    const { kind, questions } = questionsOf(data, 4);
    expect(kind).toBe("windows");
    expect(questions).toHaveLength(4);
    for (const { prompt, promptIds, reference, referenceIds } of questions) {
      expect([promptIds.length, referenceIds.length]).toEqual([6, 6]);
      expect(text).toContain(prompt + data.tokenizer.decode(referenceIds));
      expect(reference).toBe(data.tokenizer.decode(referenceIds).trim());
    }
  });

  it("are read by a model of other tokens in its own, from their texts", async () => {
    const { data, config } = await dataOf(table, pairs);
    const questions = questionsOf(data, 1);
    const [question] = questions.questions;
    const tokenizer = {
      ...data.tokenizer,
      encode: (text: string) => ({ ids: new Uint16Array([text.length]), unknown: 0 }),
    };
    const own = questionFor(questions, question, { tokenizer: data.tokenizer, config } as never, true);
    expect(own.promptIds.slice(-question.promptIds.length)).toEqual(question.promptIds);
    expect(own.referenceIds).toEqual(question.referenceIds);
    const other = questionFor(questions, question, { tokenizer, config } as never, false);
    expect(other.promptIds.at(-1)).toBe(question.prompt.length);
    expect(other.referenceIds).toEqual([question.reference.length]);
  });
});
