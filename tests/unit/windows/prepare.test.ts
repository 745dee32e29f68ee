import { describe, expect, it } from "vitest";
import { type PrepareRequest, prepare } from "@/domain/windows/prepare";
import { finish } from "../support/finish";
import { corpusConfig, corpusOf, tokenConfig } from "./fixtures";

const template = "<name>{n}<|end|>";
const request: PrepareRequest = {
  corpus: corpusOf(["<name>Ana<|end|>", "<name>Bo<|end|>", "<name>Cleo<|end|>"], template),
  corpusConfig,
  tokens: { ...tokenConfig, padToken: "<|pad|>", padRecords: true },
  seed: "song",
  tokenizer: null,
};

function prepared(changes: Partial<PrepareRequest> = {}) {
  const result = finish(prepare({ ...request, ...changes }));
  if (!result.ok) throw new Error(`prepared: expected data, got ${result.error.code}`);
  return result.value;
}

describe("preparing a corpus", () => {
  it("sums up vocabulary, stream and windows", () => {
    const { summary, tokenizer, windows } = prepared();
    expect(tokenizer.state.vocabulary.slice(0, 4)).toEqual(["<|pad|>", "<name>", "<|end|>", "A"]);
    expect(summary).toMatchObject({
      template,
      firstRecord: "<name>Ana<|end|>",
      tokenCount: 27,
      unknownCharacters: 0,
      windowCount: 23,
      trainWindows: 23,
      validationWindows: 0,
      trainRecords: 3,
      validationRecords: 0,
    });
    expect(windows.vocabularySize).toBe(tokenizer.size);
    expect(tokenizer.decode(summary.firstTokens)).toBe("<name>Ana<|end|>");
    expect(summary.firstWindows[0]).toEqual({
      context: [0, 0, 0, 0],
      target: 1,
      counts: [false, false, false, false, true],
    });
    expect(summary.firstWindows[1]).toMatchObject({ context: [0, 0, 0, 1], target: 3 });
  });

  it("keeps a restored vocabulary and counts what it lacks", () => {
    const { tokenizer } = prepared();
    const corpus = corpusOf(["<name>Zoë<|end|>"], template);
    const again = prepared({ corpus, tokenizer: tokenizer.state });
    expect(again.tokenizer.state).toEqual(tokenizer.state);
    expect(again.summary.unknownCharacters).toBe(2);
  });

  it("gives the same windows for the same seed and others for another", () => {
    const split = { ...request.tokens, split: "window", validationShare: 0.5 } as const;
    expect(prepared({ tokens: split }).windows).toEqual(prepared({ tokens: split }).windows);
    expect(prepared({ tokens: split, seed: "other" }).windows).not.toEqual(prepared({ tokens: split }).windows);
  });

  it("shows the tokens of the file's first record, wherever the split puts it", () => {
    const tokens = { ...request.tokens, validationShare: 0.4 };
    for (const seed of ["a", "b", "c", "d"]) {
      const { summary, tokenizer } = prepared({ tokens, seed });
      expect(tokenizer.decode(summary.firstTokens)).toBe(summary.firstRecord);
    }
  });

  it("refuses a corpus without a character", () => {
    expect(finish(prepare({ ...request, corpus: corpusOf([""]) }))).toEqual({
      ok: false,
      error: { code: "corpusEmpty" },
    });
  });

  it("passes on that a text is too short", () => {
    const tokens = { ...tokenConfig, contextLength: 100 };
    expect(finish(prepare({ ...request, tokens }))).toMatchObject({
      ok: false,
      error: { code: "textTooShort", tokens: 15 },
    });
  });

  it("reports rising progress over a long text and can be left at any step", () => {
    const corpus = corpusOf(["ab cd ".repeat(200_000)]);
    const done: number[] = [];
    const steps = prepare({ ...request, corpus });
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      expect(step.value.done).toBeLessThanOrEqual(step.value.total);
      done.push(step.value.done);
    }
    expect(done.length).toBeGreaterThan(8);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const left = prepare({ ...request, corpus });
    left.next();
    expect(left.return({ ok: false, error: { code: "corpusEmpty" } }).done).toBe(true);
  });
});
