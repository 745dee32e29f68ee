// What a training session promises to the loop above it, on whatever engine.

import { describe, expect, it } from "vitest";
import { graphParameters, trainedParameters } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { type StoredTensor, tensorsInMemory } from "@/domain/stored-tensor";
import { isSlot, optimizerSlots, slotName } from "@/domain/training/optimizer";
import { countsAsTarget } from "@/domain/windows/loss-mask";
import { windowStarts } from "@/domain/windows/token-windows";
import type { StepSettings } from "@/engine/engine";
import { oracleLoss, toFloat64 } from "../../oracle/oracle";
import { collectGarbage } from "../plan/support/memory-watch";
import { describeLent, type OpenSession } from "./lending-suite";
import { runSteps } from "./open-session";
import {
  maskedRequest,
  roleModels,
  roleRequest,
  tinyModels,
  tinyOptimizers,
  tinyRequest,
  tinyWindows,
} from "./tiny-models";

const optimizer = tinyOptimizers.adamw;
const settings: StepSettings = { optimizer, gradientClip: null };

/** Declares all promises for the sessions that `open` opens. */
export function describeSession(open: OpenSession): void {
  describe("steps", () => describeSteps(open));
  describe("evaluation", () => describeEvaluation(open));
  describe("targets", () => describeTargets(open));
  describe("roles", () => describeRoles(open));
  describe("state", () => describeState(open));
  describe("snapshots", () => describeSnapshots(open));
  describe("lent states", () => describeLent(open));
  describe("soundness", () => describeSoundness(open));
}

function describeSteps(open: OpenSession): void {
  it.each(tinyModels)("learns: the loss of %s falls", async (model) => {
    const session = await open(tinyRequest(model, optimizer));
    const before = await session.evaluate("train", 0, 300);
    await runSteps(session, settings, 80);
    const after = await session.evaluate("train", 0, 300);
    expect(before.loss).toBeGreaterThan(2);
    expect(after.loss).toBeLessThan(0.85 * before.loss);
    expect(after.accuracy).toBeGreaterThan(before.accuracy);
  });

  it("numbers its steps from 1 and reports the rates it was given", async () => {
    const session = await open(tinyRequest("mlp", optimizer));
    session.step(settings, [0.1, 0.2]);
    session.step(settings, [0.3]);
    const metrics = await session.drain();
    expect(metrics.map(({ step, learningRate }) => [step, learningRate])).toEqual([
      [1, 0.1],
      [2, 0.2],
      [3, 0.3],
    ]);
    expect(await session.drain()).toEqual([]);
  });

  it("takes any number of steps at once", async () => {
    const [once, singly] = await Promise.all([1, 2].map(() => open(tinyRequest("gru", optimizer))));
    const expected = [];
    for (let step = 0; step < 70; step++) expected.push(...(await runSteps(singly, settings, 1)));
    expect(await runSteps(once, settings, 70)).toEqual(expected);
  });

  it("follows settings that change during the run", async () => {
    const sgd = { kind: "sgd", momentum: 0 } as const;
    const session = await open(tinyRequest("mlp", sgd));
    const bias = async () => [...(tensorsInMemory((await session.readState()).tensors).get("output.bias")?.data ?? [])];
    const moves: boolean[] = [];
    for (const gradientClip of [null, 1e-9, 1]) {
      const before = await bias();
      await runSteps(session, { optimizer: sgd, gradientClip }, 1, 0.1);
      const after = await bias();
      moves.push(after.some((value, index) => Math.abs(value - before[index]) > 1e-6));
    }
    expect(moves).toEqual([true, false, true]);
  });

  it("drops other elements in every step", async () => {
    const request = tinyRequest("mlp", optimizer);
    const train = { ...request.windows.train, count: request.order.batchSize };
    const sameBatch = { windows: { ...request.windows, train }, order: { ...request.order, shuffle: "once" as const } };
    const session = await open({ ...request, ...sameBatch });
    const losses = (await runSteps(session, settings, 3, 0)).map((metric) => metric.loss);
    expect(new Set(losses.map((loss) => loss.toFixed(4))).size).toBe(3);
  });

  it("clips the joint norm of the gradients", async () => {
    const sgd: StepSettings = { optimizer: { kind: "sgd", momentum: 0 }, gradientClip: 0.01 };
    const session = await open(tinyRequest("attention", sgd.optimizer));
    const before = await session.readState();
    const [metric] = await runSteps(session, sgd, 1, 1);
    const after = await session.readState();
    let moved = 0;
    for (const { name } of graphParameters(tinyRequest("attention", sgd.optimizer).graph)) {
      const old = tensorsInMemory(before.tensors).get(name)?.data ?? [];
      moved += (tensorsInMemory(after.tensors).get(name)?.data ?? new Float32Array()).reduce(
        (sum, v, i) => sum + (v - old[i]) ** 2,
        0,
      );
    }
    expect(metric.gradientNorm).toBeGreaterThan(0.1);
    expect(Math.sqrt(moved)).toBeCloseTo(0.01, 5);
  });
}

function describeEvaluation(open: OpenSession): void {
  it.each(tinyModels)("evaluates %s without dropout, window by window", async (model) => {
    const request = tinyRequest(model, optimizer);
    const session = await open(request);
    const { tensors } = await session.readState();
    const { tokens, contextLength, validation } = tinyWindows();
    const windows = Array.from({ length: 20 }, (_, index) => {
      const start = windowStarts(validation)(5 + index);
      return [...tokens.subarray(start, start + contextLength + 1)];
    });
    const { loss, windows: seen } = await session.evaluate("validation", 5, 20);
    expect(seen).toBe(20);
    expect(loss).toBeCloseTo(oracleLoss(request.graph, toFloat64(tensorsInMemory(tensors)), windows), 5);
  });

  it("evaluates as many windows as there are", async () => {
    const session = await open(tinyRequest("mlp", optimizer));
    expect((await session.evaluate("validation", 45, 20)).windows).toBe(5);
    expect(await session.evaluate("validation", 50, 20)).toEqual({ loss: 0, accuracy: 0, counted: 0, windows: 0 });
  });

  it("averages over batches of evaluation as over one", async () => {
    const request = tinyRequest("mlp", optimizer);
    const session = await open(request);
    const count = Math.floor(2.5 * session.evaluationBatch);
    const whole = await session.evaluate("train", 0, count);
    const parts = await Promise.all([session.evaluate("train", 0, 150), session.evaluate("train", 150, count - 150)]);
    const mean = (of: "loss" | "accuracy") => (parts[0][of] * 150 + parts[1][of] * (count - 150)) / count;
    expect(whole.windows).toBe(count);
    expect(whole.loss).toBeCloseTo(mean("loss"), 5);
    expect(whole.accuracy).toBeCloseTo(mean("accuracy"), 7);
  });
}

function describeTargets(open: OpenSession): void {
  const sgd: StepSettings = { optimizer: { kind: "sgd", momentum: 0 }, gradientClip: 1 };

  it.each(tinyModels)("measures %s over the targets that count alone, and says how many", async (model) => {
    const request = maskedRequest(model, optimizer);
    const { tokens, lossMask, contextLength, validation } = request.windows;
    const session = await open(request);
    const { tensors } = await session.readState();
    const starts = Array.from({ length: 20 }, (_, index) => windowStarts(validation)(5 + index));
    const rows = starts.map((start) => [...tokens.subarray(start, start + contextLength + 1)]);
    const counts = (row: number, t: number) => countsAsTarget(lossMask, starts[row] + t);
    const first = request.graph.lossPositions === "last" ? contextLength : 1;
    const expected = rows.flatMap((row, index) => row.filter((_, t) => t >= first && counts(index, t)));
    const { loss, counted } = await session.evaluate("validation", 5, 20);
    expect(counted).toBe(expected.length);
    expect(counted).toBeLessThan(20 * (contextLength + 1 - first));
    expect(loss).toBeCloseTo(oracleLoss(request.graph, toFloat64(tensorsInMemory(tensors)), rows, { counts }), 5);
  });

  it.each(tinyModels)("takes steps of %s where no target counts: no figure, no gradient", async (model) => {
    const request = maskedRequest(model, sgd.optimizer);
    const lossMask = new Uint32Array(request.windows.lossMask?.length ?? 0);
    const session = await open({ ...request, windows: { ...request.windows, lossMask } });
    const before = await session.readState();
    const [metrics] = await runSteps(session, sgd, 1, 0.1);
    expect(metrics).toEqual({ step: 1, loss: 0, accuracy: 0, counted: 0, gradientNorm: 0, learningRate: 0.1 });
    expect((await session.readState()).tensors).toEqual(before.tensors);
    expect(await session.evaluate("train", 0, 30)).toEqual({ loss: 0, accuracy: 0, counted: 0, windows: 30 });
  });

  it.each(tinyModels)("counts every target of %s where none is left out", async (model) => {
    const request = tinyRequest(model, optimizer);
    const lossMask = new Uint32Array(Math.ceil(request.windows.tokens.length / 32)).fill(2 ** 32 - 1);
    const [masked, plain] = await Promise.all([
      open({ ...request, windows: { ...request.windows, lossMask } }),
      open(request),
    ]);
    const [expected] = await runSteps(plain, settings, 1);
    const [actual] = await runSteps(masked, settings, 1);
    expect(expected.counted).toBe(16 * (request.graph.lossPositions === "last" ? 1 : request.graph.contextLength));
    expect(actual.counted).toBe(expected.counted);
    expect(actual.loss).toBeCloseTo(expected.loss, 6);
    expect(actual.gradientNorm).toBeCloseTo(expected.gradientNorm, 6);
  });
}

function describeRoles(open: OpenSession): void {
  it.each(roleModels)("changes what is trained of %s and leaves the rest, without slots", async (model) => {
    const request = roleRequest(model, optimizer);
    const session = await open(request);
    const before = await session.readState();
    await runSteps(session, settings, 3);
    const after = await session.readState();
    const weights = graphParameters(request.graph);
    const trained = trainedParameters(request.graph).map(({ name }) => name);
    const slots = optimizerSlots.adamw.flatMap((slot) => trained.map((name) => slotName(slot, name)));
    expect([...after.tensors.keys()].sort()).toEqual([...weights.map(({ name }) => name), ...slots].sort());
    for (const { name, role } of weights) {
      const [old, now] = [before, after].map(({ tensors }) => tensorsInMemory(tensors).get(name));
      // Frozen tensors are not even copied.
      if (role === "frozen") expect(now, name).toBe(old);
      else
        expect(
          now?.data.every((value, index) => value === old?.data[index]),
          name,
        ).toBe(false);
    }
  });

  it("reads stored weights as if they were in memory, and leaves those that are frozen where they are", async () => {
    const model = roleModels[0];
    const inMemory = await open(roleRequest(model, optimizer));
    const { step, tensors } = await inMemory.readState();
    const stored = new Map([...tensorsInMemory(tensors)].map(([name, tensor]) => [name, storedAs(tensor)]));
    const session = await open(roleRequest(model, optimizer, { step, tensors: stored }));
    expect(await runSteps(session, settings, 3)).toEqual(await runSteps(inMemory, settings, 3));
    const after = (await session.readState()).tensors;
    for (const { name, role } of graphParameters(roleRequest(model, optimizer).graph))
      expect(after.get(name) === stored.get(name), name).toBe(role === "frozen");
  });

  it.each(roleModels)("goes on with %s from a state as if it had never stopped", async (model) => {
    const unbroken = await open(roleRequest(model, optimizer));
    const expected = await runSteps(unbroken, settings, 6);
    const stopped = await open(roleRequest(model, optimizer));
    const head = await runSteps(stopped, settings, 4);
    const resumed = await open(roleRequest(model, optimizer, await stopped.readState()));
    expect([...head, ...(await runSteps(resumed, settings, 2))]).toEqual(expected);
  });
}

function storedAs({ shape, data }: PlainTensor): StoredTensor {
  return { shape, dtype: "F32", bytes: new Blob([data as Float32Array<ArrayBuffer>]) };
}

/** Declares what a session promises of the states that it keeps. */
export function describeSnapshots(open: OpenSession): void {
  it.each(["mlp", "a frozen embedding under an MLP"] as const)(
    "keeps snapshots of %s, reads them and goes back to them as often as told",
    async (model) => {
      const session = await open(model === "mlp" ? tinyRequest(model, optimizer) : roleRequest(model, optimizer));
      await runSteps(session, settings, 3);
      session.keep("good");
      const good = await session.readState();
      const expected = await runSteps(session, settings, 4);
      session.keep("best");
      const best = await session.readState();
      await runSteps(session, settings, 2);
      for (let round = 0; round < 2; round++) {
        session.putBack("good");
        expect(await session.readState()).toEqual(good);
        expect(await runSteps(session, settings, 4)).toEqual(expected);
      }
      expect(await session.readState("all", "good")).toEqual(good);
      expect(await session.readState("all", "best")).toEqual(best);
      const weights = [...best.tensors].filter(([name]) => !isSlot(name));
      expect(await session.readState("weights", "best")).toEqual({ step: 7, tensors: new Map(weights) });
    },
  );

  it("takes a state into a snapshot, and has none before", async () => {
    const request = tinyRequest("gru", optimizer);
    const [source, session] = await Promise.all([open(request), open(request)]);
    await runSteps(source, settings, 3);
    const saved = await source.readState();
    await runSteps(session, settings, 1);
    await expect(session.readState("all", "best")).rejects.toThrow(/expected a snapshot "best"/);
    expect(() => session.putBack("best")).toThrow(/expected a snapshot "best"/);
    await session.writeState(saved, "best");
    expect((await session.readState()).step).toBe(1);
    session.putBack("best");
    expect(await runSteps(session, settings, 2)).toEqual(await runSteps(source, settings, 2));
  });

  it("keeps what was trained when asked, whatever is trained meanwhile", async () => {
    const session = await open(tinyRequest("mlp", optimizer));
    session.step(settings, [0.1, 0.1]);
    session.keep("best");
    session.step(settings, [0.1]);
    const newest = await session.readState();
    const kept = await session.readState("all", "best");
    expect([kept.step, newest.step]).toEqual([2, 3]);
    const unbroken = await open(tinyRequest("mlp", optimizer));
    await runSteps(unbroken, settings, 2, 0.1);
    expect(kept).toEqual(await unbroken.readState());
  });
}

/** Declares that a session notices numbers that are none, wherever they are. */
export function describeSoundness(open: OpenSession): void {
  it("is sound while all weights and slots are finite", async () => {
    const session = await open(tinyRequest("gru", optimizer));
    expect(await session.isSound()).toBe(true);
    await runSteps(session, settings, 2);
    expect(await session.isSound()).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "is not where one number of any tensor is %f",
    async (value) => {
      const session = await open(tinyRequest("gru", optimizer));
      await runSteps(session, settings, 1);
      const { step, tensors } = await session.readState();
      for (const [name, { shape, data }] of tensorsInMemory(tensors)) {
        const spoilt = { shape, data: data.slice().fill(value, -1) };
        await session.writeState({ step, tensors: new Map(tensors).set(name, spoilt) });
        expect(await session.isSound(), name).toBe(false);
      }
      await session.writeState({ step, tensors });
      expect(await session.isSound()).toBe(true);
    },
  );
}

function describeState(open: OpenSession): void {
  it("goes back to a written state", async () => {
    const session = await open(tinyRequest("gru", optimizer));
    await runSteps(session, settings, 3);
    const saved = await session.readState();
    const expected = await runSteps(session, settings, 4);
    await session.writeState(saved);
    expect(await runSteps(session, settings, 4)).toEqual(expected);
  });

  it("lets go of the weights that it was opened with", async () => {
    const begin = async () => {
      const state = await (await open(tinyRequest("mlp", optimizer))).readState();
      const given = [...tensorsInMemory(state.tensors).values()].map(({ data }) => new WeakRef(data));
      const session = await open({ ...tinyRequest("mlp", optimizer), state });
      await runSteps(session, settings, 1);
      return { session, given };
    };
    const { session, given } = await begin();
    await collectGarbage();
    expect(given.filter((data) => data.deref() !== undefined)).toEqual([]);
    expect(await runSteps(session, settings, 1)).toHaveLength(1);
  });

  it("reads weights alone where nothing else is wanted", async () => {
    const request = tinyRequest("mlp", optimizer);
    const session = await open(request);
    await runSteps(session, settings, 2);
    const { step, tensors } = await session.readState();
    const names = graphParameters(request.graph).map(({ name }) => name);
    const weights = new Map(names.map((name) => [name, tensors.get(name)]));
    expect(await session.readState("weights")).toEqual({ step, tensors: weights });
  });

  it("reads the state as it was when asked, whatever is trained meanwhile", async () => {
    const session = await open(tinyRequest("mlp", optimizer));
    const expected = await session.readState();
    const reading = session.readState();
    session.step(settings, [0.1]);
    expect(await reading).toEqual(expected);
  });

  it("starts the slots of a weights-only state at zero", async () => {
    const session = await open(tinyRequest("mlp", optimizer));
    const { tensors } = await session.readState();
    const names = graphParameters(tinyRequest("mlp", optimizer).graph).map(({ name }) => name);
    const weights = new Map(names.map((name) => [name, tensors.get(name) ?? { shape: [], data: new Float32Array() }]));
    const restored = await open(tinyRequest("mlp", optimizer, { step: 0, tensors: weights }));
    expect(await restored.readState()).toEqual({ step: 0, tensors });
  });

  it("refuses a state that lacks a weight or has another shape, and settings of another optimizer", async () => {
    const request = tinyRequest("mlp", optimizer);
    const session = await open(request);
    const { tensors } = await session.readState();
    const without = new Map([...tensors].slice(1));
    const bent = new Map(tensors).set("output.bias", { shape: [1], data: new Float32Array(1) });
    await expect(open({ ...request, state: { step: 0, tensors: without } })).rejects.toThrow(/expected a tensor/);
    await expect(open({ ...request, state: { step: 0, tensors: bent } })).rejects.toThrow(/output.bias of shape/);
    expect(() => session.step({ optimizer: tinyOptimizers.sgd, gradientClip: null }, [0.1])).toThrow(/adamw/);
  });
}
