// What decoders read and when, over a reader that computes nothing: its "logits" are the tokens that it can see.
import { describe, expect, it } from "vitest";
import { buildGraph, changeModel } from "@/domain/architectures/model-config";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { windowStart } from "@/domain/inference/cached-decoder";
import { createDecoder, memoryOf, type WindowRules } from "@/domain/inference/create-decoder";
import type { TokenReader, WindowForm } from "@/domain/inference/decoder";
import { mix32 } from "@/domain/random";
import { hotWheels, olaMundo, poema, tinyAttention } from "../graph/model-config";

const V = 10;
const T = 8;
const text = Array.from({ length: 5 * T + 3 }, (_, index) => mix32(index + 1) % V);

const graphs = {
  mlp: buildGraph(hotWheels, T, V),
  gru: buildGraph(poema, T, V),
  attention: buildGraph(tinyAttention, T, V),
  "attention trained on the last position": buildGraph(changeModel(tinyAttention, { lossPositions: "last" }), T, V),
  "bare attention": buildGraph(olaMundo, T, V),
};

/** Sees tokens at their positions, or, where a state is carried, all since it forgot; counts what it reads. */
class SeeingReader implements TokenReader {
  count = 0;
  #seen: number[] = [];
  readonly #carries: boolean;

  constructor(graph: ModelGraph) {
    this.#carries = memoryOf(graph) === "state";
  }

  read(tokens: ArrayLike<number>, position: number): Float32Array {
    this.count += tokens.length;
    if (!this.#carries) this.#seen.length = position;
    this.#seen.push(...Array.from(tokens));
    return Float32Array.from(this.#seen);
  }

  forget(): void {
    if (this.#carries) this.#seen = [];
  }

  keep(): () => void {
    const kept = [...this.#seen];
    return () => {
      if (this.#carries) this.#seen = kept.slice();
    };
  }
}

/** By default the exact form. */
function rules(fillId: number, form: WindowForm = "exact"): WindowRules {
  return { fillId, chooseForm: () => form };
}

function open(graph: ModelGraph, window: WindowRules = rules(0)) {
  const reader = new SeeingReader(graph);
  const decoder = createDecoder(reader, graph, window);
  return { reader, decoder, see: (tokens: readonly number[]) => Array.from(decoder.feed(tokens)) };
}

/** Counts the positions that are computed for each token of a text. */
function positionsRead(graph: ModelGraph, tokens: readonly number[], form?: WindowForm): readonly number[] {
  const { reader, decoder } = open(graph, rules(0, form));
  return tokens.map((token) => {
    const before = reader.count;
    decoder.feed([token]);
    return reader.count - before;
  });
}

const average = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0) / counts.length;

describe("a decoder", () => {
  it("of a GRU sees all of the text, one position a token", () => {
    const { see } = open(graphs.gru);
    for (const [index, token] of text.entries()) expect(see([token])).toEqual(text.slice(0, index + 1));
    expect(open(graphs.gru).see(text)).toEqual(text);
    expect(new Set(positionsRead(graphs.gru, text))).toEqual(new Set([1]));
  });

  it.each(["mlp", "attention trained on the last position", "bare attention"] as const)(
    "of %s sees a whole window, with the fill token before a short text",
    (name) => {
      const { see } = open(graphs[name], rules(4));
      const filled = [...new Array<number>(T).fill(4), ...text];
      for (let end = 1; end <= text.length; end++) expect(see([text[end - 1]])).toEqual(filled.slice(end, end + T));
      expect(open(graphs[name], rules(4)).see(text)).toEqual(text.slice(-T));
      expect(new Set(positionsRead(graphs[name], text))).toEqual(new Set([T]));
    },
  );

  it("of causal attention sees exactly the last window in its exact form, however the text is fed", () => {
    const { see, decoder } = open(graphs.attention);
    for (let end = 1; end <= text.length; end++) {
      const expected = text.slice(Math.max(0, end - T), end);
      expect(see([text[end - 1]])).toEqual(expected);
      expect(open(graphs.attention).see(text.slice(0, end))).toEqual(expected);
    }
    expect(decoder.form()).toBe("exact");
    const counts = positionsRead(graphs.attention, text, "exact");
    expect(new Set(counts.slice(0, T))).toEqual(new Set([1]));
    expect(new Set(counts.slice(T))).toEqual(new Set([T]));
  });

  it("of causal attention keeps three quarters of a window or more in its fast form", () => {
    const { see, decoder } = open(graphs.attention, rules(0, "fast"));
    const starts = new Set<number>();
    for (let end = 1; end <= text.length; end++) {
      const start = windowStart("fast", end, T);
      starts.add(start);
      expect(end - start).toBeLessThanOrEqual(T);
      if (end > T) expect(end - start).toBeGreaterThan((3 * T) / 4);
      expect(see([text[end - 1]])).toEqual(text.slice(start, end));
      expect(open(graphs.attention, rules(0, "fast")).see(text.slice(0, end))).toEqual(text.slice(start, end));
    }
    expect(starts.size - 1).toBeLessThanOrEqual(Math.ceil((text.length - T) / (T / 4)));
    expect(decoder.form()).toBe("fast");
  });

  it("of causal attention reads four positions a token on average in its fast form, however long the text", () => {
    const counts = positionsRead(graphs.attention, [...text, ...text, ...text, ...text], "fast");
    expect(average(counts.slice(T, 5 * T))).toBe(4);
    expect(average(counts.slice(-4 * T))).toBe(4);
    expect(Math.max(...counts)).toBe((3 * T) / 4 + 1);
  });

  it("of causal attention chooses its form once, when a text first outgrows the window", () => {
    const asked: number[] = [];
    const { see, decoder } = open(graphs.attention, {
      fillId: 0,
      chooseForm: (contextLength, read) => {
        asked.push(contextLength);
        read(1);
        read(contextLength);
        return "exact";
      },
    });
    see(text.slice(0, T));
    expect([asked, decoder.form()]).toEqual([[], null]);
    expect(see([text[T]])).toEqual(text.slice(1, T + 1));
    decoder.reset();
    see(text);
    expect([asked, decoder.form()]).toEqual([[T], "exact"]);
  });

  it.each(Object.entries(graphs))("of %s forgets everything when reset", (_, graph) => {
    const { see, decoder } = open(graph, rules(4));
    const fresh = see([1, 2, 3]);
    see(text);
    decoder.reset();
    expect(see([1, 2, 3])).toEqual(fresh);
  });

  it.each(Object.entries(graphs))("of %s goes back to the end of a prompt as often as asked", (_, graph) => {
    const { see, decoder, reader } = open(graph, rules(4));
    see([1, 2, 3]);
    const goBack = decoder.mark();
    const first = see([5]);
    see([6]);
    for (let again = 0; again < 2; again++) {
      expect(goBack()).toBe(true);
      const before = reader.count;
      expect(see([5])).toEqual(first);
      expect(reader.count - before).toBe(memoryOf(graph) === "window" ? T : 1);
    }
  });

  it("of causal attention says when the end of the prompt is gone: behind a slide or another text", () => {
    const { see, decoder } = open(graphs.attention);
    see([1, 2, 3]);
    const goBack = decoder.mark();
    see(text.slice(0, T - 3));
    expect(goBack()).toBe(true);
    see(text.slice(0, T));
    expect(goBack()).toBe(false);
    decoder.reset();
    see([7]);
    expect(goBack()).toBe(false);
  });

  it.each(Object.entries(graphs))("of %s refuses to predict from nothing", (_, graph) => {
    expect(() => open(graph).see([])).toThrow("expected at least one token, got 0");
  });
});
