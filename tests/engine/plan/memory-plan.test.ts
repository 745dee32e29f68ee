// Two buffers that live at the same time never share a word, whatever the program.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGraph, changeModel } from "@/domain/architectures/model-config";
import { architectureNames, type ModelConfig } from "@/domain/architectures/registry";
import { defaultConfig } from "@/domain/config/defaults";
import type { OptimizerKind } from "@/domain/training/optimizer";
import type { SessionRequest } from "@/engine/engine";
import { compileSession } from "@/engine/plan/compile-session";
import { createBuffer, type DeviceBuffer } from "@/engine/plan/contract/device-buffer";
import { buffersOf, inPlacePairs, type KernelCall } from "@/engine/plan/contract/kernel-call";
import { type Lifetime, lifetimesOf, type MemoryPlan, planMemory } from "@/engine/plan/memory-plan";
import { wasmTuning } from "@/engine/plan/wasm/tuning";

/** Lists pairs of buffers that share words in a call that needs both, but for those that the kernel allows. */
function collisions(calls: readonly KernelCall[], lasting: readonly DeviceBuffer[], plan: MemoryPlan): string[] {
  const always = lasting.map((buffer): Lifetime => ({ buffer, first: 0, last: calls.length - 1 }));
  const lives = [...always, ...lifetimesOf(calls, new Set(lasting))];
  return lives.flatMap((a, index) =>
    lives
      .slice(index + 1)
      .filter((b) => a.first <= b.last && b.first <= a.last && shareWords(a.buffer, b.buffer, plan))
      .filter((b) => !mayReplace(calls, a, b) && !mayReplace(calls, b, a))
      .map((b) => `${a.buffer.name} [${a.first}, ${a.last}] and ${b.buffer.name} [${b.first}, ${b.last}]`),
  );
}

function shareWords(a: DeviceBuffer, b: DeviceBuffer, { offsets, words }: MemoryPlan): boolean {
  const [startA, startB] = [offsets.get(a) ?? Number.NaN, offsets.get(b) ?? Number.NaN];
  expect(startA + a.words).toBeLessThanOrEqual(words);
  expect(startB + b.words).toBeLessThanOrEqual(words);
  return startA < startB + b.words && startB < startA + a.words;
}

/** Tells whether one call reads the one for the last time and may write the other over it. */
function mayReplace(calls: readonly KernelCall[], before: Lifetime, after: Lifetime): boolean {
  if (before.last !== after.first) return false;
  const call = calls[after.first];
  const buffers = new Map(buffersOf(call));
  return (inPlacePairs[call.kind] ?? []).some(
    ([written, read]) => buffers.get(written) === after.buffer && buffers.get(read) === before.buffer,
  );
}

/** A program of additions and fillings over some buffers, each mentioned at random. */
const programs = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 3, maxLength: 12 }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 40 }),
  })
  .map(({ sizes, picks }) => {
    const buffers = sizes.map((words, index) => createBuffer(`buffer ${index}`, words));
    const pick = (index: number) => buffers[index % buffers.length];
    return picks.map(
      ([a, b, y]): KernelCall => ({ kind: "add", a: pick(a), b: pick(b), y: pick(y), count: pick(y).words }),
    );
  });

const configs: fc.Arbitrary<ModelConfig> = fc
  .record({
    architecture: fc.constantFrom(...architectureNames),
    lossPositions: fc.constantFrom("last", "every"),
    embedding: fc.constantFrom("learned", "oneHot"),
    embeddingSize: fc.constantFrom(4, 6),
    hiddenSize: fc.integer({ min: 1, max: 9 }),
    layers: fc.integer({ min: 1, max: 3 }),
    heads: fc.constantFrom(1, 2),
    dropout: fc.constantFrom(0, 0.1),
    form: fc.constantFrom("block", "bare"),
    initialization: fc.constant("pytorch"),
  })
  .map((changes) => changeModel(defaultConfig.model, changes));

function requestOf(model: ModelConfig, batchSize: number, optimizer: OptimizerKind): SessionRequest {
  const set = { first: 0, stride: 1, count: 40, shuffle: null, sequences: null };
  return {
    graph: buildGraph(model, 5, 7),
    windows: {
      tokens: new Uint16Array(60),
      vocabularySize: 7,
      contextLength: 5,
      lossMask: null,
      train: set,
      validation: set,
    },
    order: { seed: 1, batchSize, accumulation: 1, shuffle: "once" },
    optimizer,
    state: null,
  };
}

describe("the memory plan", () => {
  it("keeps buffers of any program apart while they live", () => {
    fc.assert(
      fc.property(programs, fc.constantFrom(Number.POSITIVE_INFINITY, 320, 448), (calls, arenaWords) => {
        const lasting = [createBuffer("lasting", 70), createBuffer("other", 300)];
        const aside = [createBuffer("kept", 200), createBuffer("kept as well", 200)];
        const plan = planMemory(lasting, [calls], aside, arenaWords);
        expect(collisions(calls, lasting, plan)).toEqual([]);
        for (const [{ name, words }, offset] of plan.offsets) {
          const start = offset < plan.words ? offset : offset - plan.words;
          expect((start % arenaWords) + words, `${name} lies in one arena`).toBeLessThanOrEqual(arenaWords);
          expect(start % 64).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps buffers of any model's training and evaluation apart while they live", () => {
    fc.assert(
      fc.property(
        configs,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 3 }),
        (model, batch, accumulation) => {
          const plain = requestOf(model, batch, "adam");
          const request = { ...plain, order: { ...plain.order, accumulation } };
          const { store, training, evaluation, memory } = compileSession(request, wasmTuning);
          const named = [...memory.offsets.keys()].filter((buffer) => lastingNames.has(buffer.name));
          const lasting = [...new Set([...named, ...training.lasting])];
          expect(lasting.length).toBeGreaterThanOrEqual(5 + store.slots.length);
          const [{ stretches }] = training.forms;
          expect(stretches.length).toBe(accumulation);
          const update = training.callsFor(0, { optimizer, gradientClip: 1 }).slice(stretches.flat().length);
          for (const stretch of stretches) expect(collisions([...stretch, ...update], lasting, memory)).toEqual([]);
          expect(collisions(evaluation.forms[0].calls, lasting, memory)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("needs less than the sum of all buffers, since lives end", () => {
    const model = changeModel(fc.sample(configs, { numRuns: 1, seed: 1 })[0], {
      architecture: "attention",
      form: "block",
      layers: 3,
    });
    const { memory } = compileSession(requestOf(model, 20, "sgd"), wasmTuning);
    const sum = [...memory.offsets.keys()].reduce((words, buffer) => words + buffer.words, 0);
    expect(memory.words).toBeLessThan(0.8 * sum);
  });
});

const optimizer = { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
const lastingNames = new Set([
  "tokens",
  "weights",
  "gradients",
  "mean",
  "square",
  "scale",
  "trainingRecords",
  "evaluationRecords",
]);
