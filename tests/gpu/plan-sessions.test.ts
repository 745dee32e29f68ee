// Whole sessions of the plan engine on WebGPU: PyTorch's figures, the curves of plans on the processor, and the
// same bits again from the same seed.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import type { SessionRequest, StepSettings } from "@/engine/engine";
import { alignedWords } from "@/engine/plan/contract/device-buffer";
import {
  describeFreshAdapters,
  describeGpt2Truth,
  describeHalves,
  describeNormEpsilon,
} from "../engine/plan/support/gpt2-suite";
import { openPlan } from "../engine/plan/support/open-plan";
import { openWasmDevice } from "../engine/plan/support/open-wasm";
import { describePlanReproducibility, describePlanTruth } from "../engine/plan/support/plan-suites";
import { describeLending, describeLent } from "../engine/support/lending-suite";
import { runSteps } from "../engine/support/open-session";
import { describeSnapshots, describeSoundness } from "../engine/support/session-suite";
import {
  maskedRequest,
  roleModels,
  roleRequest,
  tinyModels,
  tinyOptimizers,
  tinyPairs,
  tinyRequest,
} from "../engine/support/tiny-models";
import { largestDifference } from "../engine/support/truth-suite";
import { modelTruthNames } from "../truth/load-truth";
import { openWebGpuDevice } from "./against-plain";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

const rates = { sgd: 0.05, rmsprop: 0.002, adam: 0.003, adamw: 0.003 };

const { adamw } = tinyOptimizers;
const bare = changeModel(firstModel("attention"), { form: "bare", embeddingSize: 8, hiddenSize: 12, heads: 1 });
const attention = tinyRequest("attention", adamw);
const bareGraph = buildGraph(bare, attention.graph.contextLength, attention.graph.vocabularySize);
const pairs = tinyPairs.map((pair) => ({ ...pair, request: tinyRequest(pair.model, pair.optimizer) }));
const variants = [
  { model: "attention in its bare form", request: { ...attention, graph: bareGraph } },
  ...tinyModels.map((model) => ({ model: `${model}, targets left out,`, request: maskedRequest(model, adamw) })),
  ...roleModels.map((model) => ({ model, request: roleRequest(model, adamw) })),
].map((variant) => ({ ...variant, kind: "adamw", optimizer: adamw, steps: 25 }));

// On a card the forms with workgroup memory are the fast ones; here they take so long to compile that a sample must do,
// beside the tests of each kernel.
const recurrent = pairs.filter(({ model }) => model === "gru").map((pair) => ({ ...pair, steps: 20 }));
const few = { truths: ["attention-every"], batches: [8], pairs: [], cases: recurrent } as const;
// What a state holds is the same code for every optimizer, and held to the bit on the processor.
const stopped = pairs.filter(({ kind }) => kind === "adamw");
const cases = [...pairs.map((pair) => ({ ...pair, steps: 100 })), ...variants];
describe.each([
  { cheapWorkgroupMemory: true, ...few },
  { cheapWorkgroupMemory: false, truths: modelTruthNames, batches: [1, 8], pairs: stopped, cases },
])(
  "plans on WebGPU, workgroup memory cheap: $cheapWorkgroupMemory",
  ({ cheapWorkgroupMemory, truths, batches, pairs, cases }) => {
    const open = () => openWebGpuDevice({ cheapWorkgroupMemory, mostOperations: 1e9 });
    describePlanTruth(open, truths, batches);
    describePlanReproducibility(open, pairs);

    it.each(cases)(
      "$model with $kind learns for $steps steps as on the processor",
      async ({ optimizer, request, steps }) => {
        const settings: StepSettings = { optimizer, gradientClip: 1 };
        const [card, processor] = await Promise.all(
          [open, () => openWasmDevice(1)].map(async (openDevice) => {
            const { session } = await openPlan(request, openDevice);
            const metrics = await runSteps(session, settings, steps, rates[optimizer.kind]);
            const evaluation = await session.evaluate("train", 7, 150);
            session.dispose();
            return { metrics, evaluation };
          }),
        );
        for (const name of ["loss", "gradientNorm", "counted"] as const) {
          const [actual, expected] = [card, processor].map(({ metrics }) => metrics.map((step) => step[name]));
          expect(largestDifference(actual, expected), name).toBeLessThan(1e-3);
        }
        expect(Math.abs(card.evaluation.loss - processor.evaluation.loss)).toBeLessThan(1e-3);
        expect(card.evaluation.accuracy).toBeCloseTo(processor.evaluation.accuracy, 2);
      },
    );
  },
);

describe("memory on WebGPU in several buffers", () => {
  it("gives the same bits as in one", async () => {
    const traits = { cheapWorkgroupMemory: false, mostOperations: 1e9 };
    const one = await openPlan(attention, () => openWebGpuDevice(traits));
    // No longer than the longest of all that must lie in one.
    const arenaWords = alignedWords(Math.max(...[...one.plan.memory.offsets.keys()].map(({ words }) => words)));
    const several = await openPlan(attention, () =>
      openWebGpuDevice({ ...traits, arenaWords, bindingWords: arenaWords }),
    );
    expect(several.plan.memory.words).toBeGreaterThan(arenaWords);
    const results = [one, several].map(async ({ session }) => {
      session.keep("good");
      const metrics = await runSteps(session, { optimizer: adamw, gradientClip: 1 }, 12, 0.003);
      const newest = await session.readState();
      session.putBack("good");
      const { loss } = await session.evaluate("train", 0, 50);
      session.dispose();
      return { metrics, newest, loss };
    });
    expect(await results[1]).toEqual(await results[0]);
  });
});

describe("on WebGPU", () => {
  const open = () => openWebGpuDevice({ cheapWorkgroupMemory: false, mostOperations: 1e9 });
  describeGpt2Truth(open);
  describeHalves(open);
  describeNormEpsilon(open);
  describeFreshAdapters(open, ["gpt2-tied", "gru-learned-every"]);
  const openSession = async (request: SessionRequest) => (await openPlan(request, open)).session;
  describeSnapshots(openSession);
  describeLent(openSession);
  describeLending(openSession);
  describeSoundness(openSession);
});
