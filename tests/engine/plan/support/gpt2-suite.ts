// What plans make of a GPT-2 in Hugging Face's files, and of adapters, beside PyTorch's figures.
import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { asStored } from "@/domain/checkpoint/as-stored";
import { defaultConfig } from "@/domain/config/defaults";
import { isAdapter } from "@/domain/graph/adapters";
import { drawParameters } from "@/domain/graph/initialize";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import { tuneGraph } from "@/domain/graph/tune";
import type { StateTensors } from "@/domain/stored-tensor";
import type { SessionRequest, StepSettings } from "@/engine/engine";
import { oracleLogits, oracleLoss, toFloat64 } from "../../../oracle/oracle";
import { type Gpt2Truth, loadGpt2Truth, loadLoraTruth } from "../../../truth/load-gpt2";
import { loadModelTruth, type ModelTruthName } from "../../../truth/load-truth";
import { runSteps } from "../../support/open-session";
import { largestDifference } from "../../support/truth-suite";
import { logitsOf, type OpenDevice, openPlan, readGradients } from "./open-plan";

const TOLERANCE = 1e-4;
const lora = { ...defaultConfig.tuning, trains: "lora", loraRank: 3, loraAlpha: 6 } as const;

/** Describes a session over the windows of a truth, one batch of all of them. */
export function gpt2Request({
  graph,
  tensors,
  windows,
}: Pick<Gpt2Truth, "graph" | "windows"> & { readonly tensors: StateTensors }) {
  const { contextLength, vocabularySize } = graph;
  const count = windows.length;
  const set = { first: 0, stride: contextLength + 1, count, shuffle: null, sequences: null };
  const request: SessionRequest = {
    graph,
    windows: {
      tokens: Uint16Array.from(windows.flat()),
      vocabularySize,
      contextLength,
      lossMask: null,
      train: set,
      validation: set,
    },
    order: { seed: 1, batchSize: count, accumulation: 1, shuffle: "once" },
    optimizer: "adamw",
    state: { step: 0, tensors },
  };
  return request;
}

/** Declares the comparison of logits, loss and gradients with PyTorch, with all weights trained and with adapters. */
export function describeGpt2Truth(openDevice: OpenDevice): void {
  it.each([
    ["all weights", loadGpt2Truth],
    ["adapters", loadLoraTruth],
  ] as const)("a GPT-2 with %s trained gives PyTorch's logits, loss and gradients", async (_, load) => {
    const truth = await load();
    const open = await openPlan(gpt2Request(truth), openDevice);
    const { loss } = await open.session.evaluate("train", 0, truth.windows.length);
    const logits = await open.device.download(logitsOf(open.plan));
    expect(largestDifference(logits.subarray(0, truth.logits.length), truth.logits)).toBeLessThan(TOLERANCE);
    expect(Math.abs(loss - truth.loss)).toBeLessThan(TOLERANCE);
    const still: StepSettings = { optimizer: defaultAdam, gradientClip: null };
    const [metrics] = await runSteps(open.session, still, 1, 0);
    expect(Math.abs(metrics.loss - truth.loss)).toBeLessThan(TOLERANCE);
    const gradients = await readGradients(open);
    expect([...gradients.keys()].sort()).toEqual([...truth.gradients.keys()].sort());
    for (const [name, expected] of truth.gradients) {
      expect(largestDifference(gradients.get(name)?.data ?? [], expected), name).toBeLessThan(TOLERANCE);
    }
    open.session.dispose();
  });
}

/** Declares that norms divide by what the model's own epsilon gives, as the float64 oracle has it. */
export function describeNormEpsilon(openDevice: OpenDevice): void {
  it("a GPT-2 with an epsilon of its own gives the oracle's logits and loss", async () => {
    const sides = { layers: 2, heads: 2, embeddingSize: 8, positions: 6, dropout: 0 };
    const graphOf = (normEpsilon: number) =>
      buildGraph(changeModel(firstModel("gpt2"), { ...sides, normEpsilon }), 6, 11);
    const graph = graphOf(0.05);
    const tensors = drawParameters(graph, 3, () => true);
    const windows = [
      [1, 2, 3, 4, 5, 6, 7],
      [9, 8, 10, 0, 2, 4, 6],
    ];
    const open = await openPlan(gpt2Request({ graph, tensors, windows }), openDevice);
    const { loss } = await open.session.evaluate("train", 0, windows.length);
    const logits = await open.device.download(logitsOf(open.plan));
    const [wide, usual] = [graph, graphOf(1e-5)].map((model) => oracleLogits(model, toFloat64(tensors), windows));
    expect(largestDifference(logits.subarray(0, wide.length), wide)).toBeLessThan(1e-5);
    expect(largestDifference(usual, wide)).toBeGreaterThan(1e-2);
    expect(Math.abs(loss - oracleLoss(graph, toFloat64(tensors), windows))).toBeLessThan(1e-5);
    open.session.dispose();
  });
}

const defaultAdam = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;

/** Declares that frozen weights in halves give what the same numbers give as float32, to the bit. */
export function describeHalves(openDevice: OpenDevice): void {
  const tunings = [
    lora,
    { ...lora, loraLayers: "attention" },
    { ...lora, trains: "lastBlocks", lastBlocks: 1 },
  ] as const;
  it.each(tunings)(
    "frozen halves beside $trains ($loraLayers) are the rounded numbers in half the room",
    async (tuning) => {
      const base = await loadGpt2Truth();
      const [floats, halves] = (["float32", "float16"] as const).map((frozenStorage) =>
        tuneGraph(base.graph, { ...tuning, frozenStorage }),
      );
      const drawn = drawParameters(halves, 5, isAdapter);
      const tensors = asStored(new Map([...base.tensors, ...drawn]), halves);
      const [expected, halved] = await Promise.all(
        [floats, halves].map(async (graph) => {
          const open = await openPlan(gpt2Request({ ...base, graph, tensors }), openDevice);
          const steps = await runSteps(open.session, { optimizer: defaultAdam, gradientClip: 1 }, 3, 0.01);
          const gradients = await readGradients(open);
          const evaluation = await open.session.evaluate("train", 0, base.windows.length);
          const logits = [...(await open.device.download(logitsOf(open.plan)))];
          const state = await open.session.readState();
          open.session.dispose();
          return { learned: { steps, gradients, evaluation, logits, state }, words: open.plan.store.weights.words };
        }),
      );
      expect(halved.learned).toEqual(expected.learned);
      expect(halved.learned.steps[2].loss).toBeLessThan(halved.learned.steps[0].loss);
      const frozen = graphParameters(halves).filter(({ storage }) => storage === "float16");
      const saved = frozen.reduce((sum, { shape }) => sum + Math.floor(sizeOf(shape) / 2), 0);
      expect(Math.abs(expected.words - halved.words - saved)).toBeLessThan(64 * frozen.length);
    },
  );
}

/** Declares that adapters whose second factor is zero leave every logit as it is, to the bit. */
export function describeFreshAdapters(openDevice: OpenDevice, names: readonly ModelTruthName[]): void {
  describe("fresh adapters", () => {
    it.each(names)("leave the logits of %s as they are to the bit, and then learn", async (name) => {
      const base = loadModelTruth(name);
      const graph = tuneGraph(base.graph, lora);
      const tensors = new Map([...base.tensors, ...drawParameters(graph, 5, isAdapter)]);
      const [expected, adapted] = await Promise.all(
        [base, { ...base, graph, tensors }].map(async (truth) => {
          const open = await openPlan(gpt2Request(truth), openDevice);
          await open.session.evaluate("train", 0, truth.windows.length);
          const logits = (await open.device.download(logitsOf(open.plan))).slice(0, base.logits.length);
          const steps = await runSteps(open.session, { optimizer: defaultAdam, gradientClip: null }, 6, 0.05);
          open.session.dispose();
          return { logits, losses: steps.map(({ loss }) => loss) };
        }),
      );
      expect([...adapted.logits]).toEqual([...expected.logits]);
      expect(adapted.losses[0]).toBe(expected.losses[0]);
      expect(adapted.losses[5]).toBeLessThan(adapted.losses[0]);
    });
  });
}
