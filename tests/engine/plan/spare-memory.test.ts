// Decoders one after another in one memory: never two of it held, and nothing of the former text left.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { initializeParameters } from "@/domain/graph/initialize";
import type { OpenDecoder } from "@/engine/engine";
import { openProcessorDecoder } from "@/engine/plan/wasm/open-wasm-engine";
import { SpareMemory } from "@/engine/plan/wasm/spare-memory";
import { nodeSurroundings } from "../../../bench/node/wasm-surroundings";
import { type MemoryWatch, watchMemories } from "./support/memory-watch";

const attention = changeModel(firstModel("mlp"), {
  architecture: "attention",
  lossPositions: "every",
  embeddingSize: 64,
});

async function open(vocabularySize: number, seed = 1): Promise<OpenDecoder> {
  const graph = buildGraph(attention, 12, vocabularySize);
  const request = { graph, tensors: initializeParameters(graph, seed), fillId: 0, window: "fast" } as const;
  return openProcessorDecoder(request, await nodeSurroundings());
}

function write(decoder: OpenDecoder): readonly number[][] {
  return [1, 5, 2, 7].map((token) => [...decoder.feed([token])]);
}

let memories: MemoryWatch;
beforeEach(() => {
  memories = watchMemories();
});
afterEach(() => memories.end());

describe("the memory of a decoder", () => {
  it("serves the next one, which writes as in a fresh memory", async () => {
    const [fresh, other] = [await open(5_000, 1), await open(5_000, 2)];
    const expected = write(fresh);
    const before = memories.created();
    expect(before).toBe(2);
    write(other);
    other.dispose();
    other.dispose();
    const again = await open(5_000, 1);
    expect(memories.created()).toBe(before);
    expect(write(again)).toEqual(expected);
    const beside = await open(5_000, 1);
    expect(memories.created()).toBe(before + 1);
    expect(write(beside)).toEqual(expected);
    for (const decoder of [fresh, again, beside]) decoder.dispose();
  });

  it("is all zeros for whoever takes it, once", () => {
    const [spare, memory] = [new SpareMemory(), new WebAssembly.Memory({ initial: 2 })];
    new Uint8Array(memory.buffer).fill(7);
    spare.leave(memory);
    expect(spare.take(100_000)).toBe(memory);
    expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true);
    expect(spare.take(100_000)).toBe(null);
  });

  it("is not taken by a model to which it would be far too large", async () => {
    (await open(20_000)).dispose();
    const before = memories.created();
    (await open(50)).dispose();
    expect(memories.created()).toBe(before + 1);
  });
});
