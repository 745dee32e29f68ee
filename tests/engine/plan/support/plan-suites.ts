// What the plan engine must do on every device: PyTorch's figures, the reference engine's curves, the
// oracle's gradients, and what a session promises.
import { describe, expect, it } from "vitest";
import type { TokenWindows } from "@/domain/windows/token-windows";
import type { SessionRequest, StepSettings, TrainingSession } from "@/engine/engine";
import { loadModelTruth, type ModelTruth, type ModelTruthName, modelTruthNames } from "../../../truth/load-truth";
import { openSession, runSteps } from "../../support/open-session";
import {
  accumulating,
  maskedRequest,
  recordRequest,
  roleModels,
  roleRequest,
  tinyModels,
  tinyOptimizers,
  tinyPairs,
  tinyRequest,
} from "../../support/tiny-models";
import { largestDifference } from "../../support/truth-suite";
import { logitsOf, type OpenDevice, openPlan, readGradients } from "./open-plan";

const TOLERANCE = 1e-4;

/** Repeats the batch of a truth, which leaves means as they are, so that it is larger than the vocabulary or not. */
function truthRequest(truth: ModelTruth, repeats: number): SessionRequest {
  const { contextLength, vocabularySize } = truth.graph;
  const count = truth.windows.length * repeats;
  const set = { first: 0, stride: contextLength + 1, count, shuffle: null, sequences: null };
  const windows: TokenWindows = {
    tokens: Uint16Array.from(new Array(repeats).fill(truth.windows.flat()).flat()),
    vocabularySize,
    contextLength,
    lossMask: null,
    train: set,
    validation: set,
  };
  return {
    graph: truth.graph,
    windows,
    order: { seed: 1, batchSize: count, accumulation: 1, shuffle: "once" },
    optimizer: "sgd",
    state: { step: 0, tensors: truth.tensors },
  };
}

/** Declares the comparison of logits, loss and every gradient with PyTorch, of all models or some, in two batches or one. */
export function describePlanTruth(
  openDevice: OpenDevice,
  names: readonly ModelTruthName[] = modelTruthNames,
  batches: readonly number[] = [1, 8],
): void {
  const cases = names.flatMap((name) => batches.map((repeats) => ({ name, repeats })));
  describe.each(cases)("$name, its batch $repeats times", ({ name, repeats }) => {
    const truth = loadModelTruth(name);
    const request = truthRequest(truth, repeats);

    it("gives PyTorch's logits, its loss in evaluation and in training, and each of its gradients", async () => {
      const open = await openPlan(request, openDevice);
      const { session, plan, device } = open;
      const { loss } = await session.evaluate("train", 0, request.windows.train.count);
      const logits = await device.download(logitsOf(plan));
      expect(largestDifference(logits.subarray(0, truth.logits.length), truth.logits)).toBeLessThan(TOLERANCE);
      expect(Math.abs(loss - truth.loss)).toBeLessThan(TOLERANCE);
      const still: StepSettings = { optimizer: { kind: "sgd", momentum: 0 }, gradientClip: null };
      const [metrics] = await runSteps(session, still, 1, 0);
      expect(Math.abs(metrics.loss - truth.loss)).toBeLessThan(TOLERANCE);
      const gradients = await readGradients(open);
      expect([...gradients.keys()].sort()).toEqual([...truth.gradients.keys()].sort());
      for (const [parameter, expected] of truth.gradients) {
        expect(largestDifference(gradients.get(parameter)?.data ?? [], expected), parameter).toBeLessThan(TOLERANCE);
      }
      session.dispose();
    });
  });
}

const rates = { sgd: 0.05, rmsprop: 0.002, adam: 0.003, adamw: 0.003 };

/**
 * Declares the comparison of loss curves with the reference engine's, on the tfjs backend loaded then: of `steps` steps
 * of each model with each optimizer, and of some steps where batches or roles of parameters are others.
 */
export function describePlanCurves(openDevice: OpenDevice, steps: number): void {
  const whole = tinyPairs.map(({ model, kind, optimizer }) => ({
    model,
    kind,
    optimizer,
    request: tinyRequest(model, optimizer),
    steps,
  }));
  const some = [
    ...tinyModels.map((model) => {
      const { adamw } = tinyOptimizers;
      return {
        model: `${model}, targets left out,`,
        kind: "adamw",
        optimizer: adamw,
        request: maskedRequest(model, adamw),
      };
    }),
    ...(["mlp", "gru", "attention"] as const).map((model) => {
      const { adamw } = tinyOptimizers;
      const request = accumulating(maskedRequest(model, adamw), 4);
      return { model: `${model}, four batches a step,`, kind: "adamw", optimizer: adamw, request };
    }),
    ...[1, 2].map((batches) => {
      const { adamw } = tinyOptimizers;
      const request = accumulating(recordRequest(adamw), batches);
      return { model: `attention over records, ${batches} batches a step,`, kind: "adamw", optimizer: adamw, request };
    }),
    ...roleModels.map((model) => {
      const { adamw } = tinyOptimizers;
      return { model, kind: "adamw", optimizer: adamw, request: roleRequest(model, adamw) };
    }),
  ];
  it.each([...whole, ...some.map((other) => ({ ...other, steps: Math.min(steps, 30) }))])(
    "$model with $kind learns as the reference does for $steps steps",
    async ({ optimizer, request, steps }) => {
      const settings: StepSettings = { optimizer, gradientClip: 1 };
      const { session } = await openPlan(request, openDevice);
      const reference = await openSession(request);
      const actual = await runSteps(session, settings, steps, rates[optimizer.kind]);
      const expected = await runSteps(reference, settings, steps, rates[optimizer.kind]);
      const [loss, norm, counted] = (["loss", "gradientNorm", "counted"] as const).map((name) =>
        largestDifference(
          actual.map((metrics) => metrics[name]),
          expected.map((metrics) => metrics[name]),
        ),
      );
      expect(loss).toBeLessThan(TOLERANCE);
      expect(norm).toBeLessThan(10 * TOLERANCE);
      expect(counted).toBe(0);
      await expectSameEvaluation(session, reference);
      session.dispose();
      reference.dispose();
    },
  );
}

/** Expects the same measurement over whole batches and parts of one. */
async function expectSameEvaluation(session: TrainingSession, reference: TrainingSession): Promise<void> {
  for (const [split, from, count] of [
    ["train", 0, 400],
    ["validation", 7, 20],
    ["validation", 45, 100],
  ] as const) {
    const actual = await session.evaluate(split, from, count);
    const expected = await reference.evaluate(split, from, count);
    expect(actual.windows).toBe(expected.windows);
    expect(actual.counted).toBe(expected.counted);
    expect(Math.abs(actual.loss - expected.loss)).toBeLessThan(2 * TOLERANCE);
    expect(Math.abs(actual.accuracy - expected.accuracy)).toBeLessThan(0.01);
  }
}

/** Declares what must hold to the last bit: same seed, stop and resume. */
export function describePlanReproducibility(openDevice: OpenDevice, pairs = tinyPairs): void {
  it.each(pairs)("$model with $kind resumes at step 7 as if it had never stopped", async ({ model, optimizer }) => {
    const settings: StepSettings = { optimizer, gradientClip: 1 };
    const unbroken = (await openPlan(tinyRequest(model, optimizer), openDevice)).session;
    const expected = await runSteps(unbroken, settings, 45);
    const stopped = (await openPlan(tinyRequest(model, optimizer), openDevice)).session;
    const head = await runSteps(stopped, settings, 7);
    await stopped.evaluate("validation", 0, 50);
    const saved = await stopped.readState();
    stopped.dispose();
    const resumed = (await openPlan(tinyRequest(model, optimizer, saved), openDevice)).session;
    const tail = [...(await runSteps(resumed, settings, 30)), ...(await runSteps(resumed, settings, 8))];
    expect([...head, ...tail]).toEqual(expected);
    expect(await resumed.readState()).toEqual(await unbroken.readState());
    unbroken.dispose();
    resumed.dispose();
  });
}
