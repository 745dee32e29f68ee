// From pairs to windows: what counts as a target, which pairs are held back, and how they are asked.
import { describe, expect, it } from "vitest";
import type { TokenConfig } from "@/domain/config/run-config";
import type { Corpus } from "@/domain/corpus/corpus";
import { heldOutPairs } from "@/domain/pairs/held-out-pairs";
import { cutPair } from "@/domain/pairs/lay-sequences";
import { failure } from "@/domain/result";
import { countsAsTarget } from "@/domain/windows/loss-mask";
import { type Prepared, prepare } from "@/domain/windows/prepare";
import { expectValue } from "../corpus/support";
import { finish } from "../support/finish";
import { corpusOf, tokenConfig } from "../windows/fixtures";
import { PAIR_CONFIG, pairsOf } from "./pairs-of";

const ROWS = Array.from({ length: 40 }, (_, at) => ({
  question: `What is ${at % 30}?`,
  answer: `It is ${at}.`,
}));

function prepared(corpus: Corpus, change: Partial<TokenConfig> = {}): Prepared {
  const tokens = { ...tokenConfig, padToken: "<|pad|>", padRecords: true, answerOnly: true, ...change };
  return expectValue(finish(prepare({ corpus, corpusConfig: PAIR_CONFIG, tokens, seed: "s", tokenizer: null })));
}

/** Writes the stream with padding as dots, and what counts in brackets. */
function counted({ windows: { tokens, lossMask }, tokenizer }: Prepared): string {
  return Array.from(tokens, (id, at) => {
    const text = id === tokenizer.state.padId ? "·" : tokenizer.decode([id]);
    return countsAsTarget(lossMask, at) ? `[${text}]` : text;
  }).join("");
}

describe("a stream of pairs", () => {
  const pair = pairsOf([{ question: "ab", answer: "c" }]);

  it("counts the response and its end, never padding", () => {
    expect(counted(prepared(pair))).toBe("····ab[ ][c][<|end|>]");
    expect(counted(prepared(pair, { countPadding: true }))).toBe("····ab[ ][c][<|end|>]");
  });

  it("counts the prompt too where that is asked for", () => {
    expect(counted(prepared(pair, { answerOnly: false }))).toBe("····[a][b][ ][c][<|end|>]");
    expect(counted(prepared(pair, { answerOnly: false, padRecords: false }))).toBe("[a][b][ ][c][<|end|>]");
  });

  it("holds back whole questions", () => {
    const { windows, pairs, summary } = prepared(pairsOf(ROWS), { validationShare: 0.2, split: "record" });
    const held = new Set(Array.from(pairs?.heldOut ?? [], (record) => pairs?.questions[record]));
    expect(held.size).toBe(6);
    const all = pairs?.questions.filter((question) => held.has(question)).length;
    expect(pairs?.heldOut.length).toBe(all);
    expect(summary.validationRecords).toBe(all);
    expect(windows.train.first + windows.train.count).toBeLessThan(windows.validation.first);
  });
});

describe("pairs that are windows of their own", () => {
  it("stand in their windows, padding behind them", () => {
    const corpus = pairsOf([
      { question: "ab", answer: "c" },
      { question: "a", answer: "b" },
    ]);
    const data = prepared(corpus, { layout: "records", contextLength: 5 });
    expect(counted(data)).toBe("ab[ ][c][<|end|>]·a[ ][b][<|end|>]··");
    expect(data.windows.train.sequences).toEqual({ starts: Uint32Array.of(0, 6), lengths: Uint16Array.of(4, 3) });
    expect(counted(prepared(corpus, { layout: "records", contextLength: 5, answerOnly: false }))).toBe(
      "a[b][ ][c][<|end|>]·a[ ][b][<|end|>]··",
    );
    expect(data.summary).toMatchObject({ windowCount: 2, padding: { train: { every: 0 } }, pairs: { long: 0 } });
    const { context, target, counts } = data.summary.firstWindows[0];
    expect(data.tokenizer.decode([...context, target])).toBe("ab c<|end|>");
    expect(counts).toEqual([false, false, true, true, true]);
  });

  it("are cut at the beginning of a long prompt down to half a window, then at the end of the response", () => {
    expect(cutPair(3, 3, 6)).toEqual({ prompt: 3, response: 3 });
    expect(cutPair(9, 3, 6)).toEqual({ prompt: 3, response: 3 });
    expect(cutPair(9, 1, 6)).toEqual({ prompt: 5, response: 1 });
    expect(cutPair(2, 9, 6)).toEqual({ prompt: 2, response: 4 });
    expect(cutPair(9, 9, 6)).toEqual({ prompt: 3, response: 3 });
    const rows = [
      { question: "abcd", answer: "x" },
      { question: "a", answer: "xyzxyz" },
    ];
    const data = prepared(pairsOf(rows), { layout: "records", contextLength: 4 });
    expect(counted(data)).toBe("cd[ ][x][<|end|>]a[ ][x][y][z]");
    expect(data.summary.pairs).toMatchObject({ long: 2, cutPrompts: 1, cutResponses: 1 });
  });

  it("are validated by their own question", () => {
    const { windows, pairs } = prepared(pairsOf(ROWS), { layout: "records", contextLength: 40, validationShare: 0.2 });
    expect(windows.validation.count).toBe(pairs?.heldOut.length);
    expect(windows.train.count + windows.validation.count).toBe(40);
  });

  it("are refused by their number where a side of the split gets none", () => {
    const refused = (corpus: Corpus, validationShare: number) => {
      const tokens: TokenConfig = {
        ...tokenConfig,
        layout: "records",
        contextLength: 64,
        split: "record",
        validationShare,
      };
      return finish(prepare({ corpus, corpusConfig: PAIR_CONFIG, tokens, seed: "s", tokenizer: null }));
    };
    const pair = { question: "ab", answer: "c" };
    const few = { code: "tooFewRecords", ofPairs: true, different: 1, needed: 2, split: "validation" };
    expect(refused(pairsOf([pair]), 0.15)).toEqual(failure(few));
    expect(refused(pairsOf([pair, { question: "ab", answer: "d" }]), 0.15)).toEqual(failure(few));
    expect(refused(corpusOf(["abc"]), 0.15)).toEqual(failure({ ...few, ofPairs: false }));
    expect(refused(corpusOf(["a"]), 0)).toEqual(
      failure({ code: "tooFewRecords", ofPairs: false, different: 1, needed: 1, split: "train" }),
    );
    expect(refused(pairsOf([pair, { question: "cd", answer: "c" }]), 0.15).ok).toBe(true);
    expect(refused(pairsOf([pair]), 0).ok).toBe(true);
  });

  it("may be records without a prompt", () => {
    const data = prepared(corpusOf(["abc", "d", "ab"]), { layout: "records", contextLength: 3 });
    expect(counted(data)).toBe("a[b][c]·a[b]··");
    expect(data.pairs).toBeNull();
  });
});

describe("held-out pairs", () => {
  it("are asked once each, in the tokens of training", () => {
    const data = prepared(pairsOf(ROWS), { validationShare: 0.5 });
    const asked = heldOutPairs(data, 100);
    expect(asked.length).toBe(15);
    expect(new Set(asked.map(({ prompt }) => prompt)).size).toBe(15);
    for (const { prompt, promptIds, response, responseIds } of asked) {
      expect(data.tokenizer.decode(promptIds)).toBe(prompt);
      expect(data.tokenizer.decode(responseIds)).toBe(` ${response}${data.pairs?.end.text}`);
      expect(prompt).toMatch(/^What is \d+\?$/);
      expect(ROWS).toContainEqual({ question: prompt, answer: response });
    }
    expect(heldOutPairs(data, 2)).toEqual(asked.slice(0, 2));
    expect(heldOutPairs(prepared(pairsOf(ROWS)), 2)).toEqual([]);
  });
});
