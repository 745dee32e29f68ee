// The methods that have two models answer the same prompts.
import { buildRunGraph } from "@/domain/architectures/run-graph";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { initializeParameters } from "@/domain/graph/initialize";
import { hashText } from "@/domain/random";
import { failure, type Result, success } from "@/domain/result";
import { MOST_COMPARED } from "@/domain/run/comparison";
import { freshProgress } from "@/domain/training/progress";
import { questionsOf } from "./comparison-questions";
import type { Desks, Methods } from "./desks";
import { lendCheckpointOf } from "./model-source";
import type { RunData } from "./plan-request";
import type { ComparisonRequest } from "./protocol";

/** Creates the methods over the desks. */
export function createComparisonMethods(desks: Desks): Methods<"compareModels" | "stopComparing"> {
  const { device, runs, comparison } = desks;
  return {
    compareModels: (request) => {
      const mayGoOn = comparison.turns.begin();
      return device.with(async (engine) => {
        const state = runs.stateOf(request.tuned.run);
        if (state === "preparing" || state === "running") return failure({ code: "busy", state });
        const tuned = await lendCheckpointOf(runs, request.tuned.run);
        if (!tuned.ok) return tuned;
        const base = await baseOf(desks, request, tuned.value);
        if (!base.ok) return base;
        const data = await dataOf(desks, request, tuned.value);
        if (!data.ok) return data;
        const asked = questionsOf(data.value, Math.min(MOST_COMPARED, Math.max(1, request.prompts)));
        const work = { request, asked, base: base.value, tuned: tuned.value };
        return runs.sampler.after(() => comparison.compare(engine, work, mayGoOn));
      });
    },
    stopComparing: async () => {
      comparison.turns.stop();
      return success(null);
    },
  };
}

/** Gives the base: a run as it stands, or the weights that the seed of the tuned one gives. */
async function baseOf(
  { runs }: Desks,
  { from, base }: ComparisonRequest,
  tuned: Checkpoint,
): Promise<Result<Checkpoint>> {
  if (from === "run") return lendCheckpointOf(runs, base.run);
  const { config, tokenizer } = tuned.details;
  const graph = buildRunGraph(config, tokenizer.vocabulary.length);
  const tensors = initializeParameters(graph, hashText(config.seed));
  return success({ tensors, details: { ...tuned.details, progress: freshProgress, trainingSeconds: 0 } });
}

/** Gives the data of the tuned run: its own, or the loaded ones where they are the same. */
async function dataOf(
  { runs, data }: Desks,
  { tuned: { run } }: ComparisonRequest,
  { details: { config, dataset, tokenizer } }: Checkpoint,
): Promise<Result<RunData>> {
  const own = runs.activeOf(run)?.data ?? runs.resting.get(run)?.data ?? null;
  if (own !== null) return success(own);
  if (data.dataset !== null && data.dataset.hash !== dataset.hash) {
    return failure({ code: "otherData", name: dataset.name });
  }
  return data.ready(config.seed, config.corpus, config.tokens, tokenizer);
}
