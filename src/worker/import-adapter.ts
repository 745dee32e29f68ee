// An adapter in PEFT's layout beside a model that rests here, as a run that has ended: its factors are what that run learned.
import { buildRunGraph } from "@/domain/architectures/run-graph";
import type { Checkpoint, CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { readMerged } from "@/domain/checkpoint/inherit-weights";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import { branchConfig } from "@/domain/config/fit-config";
import type { RunConfig } from "@/domain/config/run-config";
import { drawParameters } from "@/domain/graph/initialize";
import { gpt2ShapeOf, wholeWeights } from "@/domain/pretrained/leaving-run";
import type { ModelFiles } from "@/domain/pretrained/model-files";
import { readAdapter } from "@/domain/pretrained/read-adapter";
import { hashText } from "@/domain/random";
import { failure, type Result, success } from "@/domain/result";
import type { StateTensors } from "@/domain/stored-tensor";
import { freshProgress } from "@/domain/training/progress";

/** The model that an adapter is put beside. */
export interface AdaptedModel extends Checkpoint {
  readonly name: string;
}

/**
 * Puts an adapter beside a model; adapters that the model has become part of its weights. Whatever is neither of the model
 * nor of the adapter stays as `config`, the settings on the page, has it. `name` is the adapter's.
 */
export async function importAdapterFiles(
  files: ModelFiles,
  name: string,
  base: AdaptedModel,
  config: RunConfig,
): Promise<Result<Checkpoint>> {
  const { details: of } = base;
  const shape = gpt2ShapeOf(of.config.model, of.tokenizer.vocabulary.length);
  if (shape === null) return failure({ code: "adapterWithoutBase", base: "" });
  const read = await readAdapter(files, { name: base.name, shape });
  if (!read.ok) return read;
  // It learned beside the weights as they are.
  const tuning = { ...config.tuning, trains: "lora", ...read.value.tuning, frozenStorage: "float32" } as const;
  const own = { ...branchConfig(of.config, config), base: config.base, tuning };
  const graph = buildRunGraph(own, of.tokenizer.vocabulary.length);
  const tensors = new Map([...(await readMerged(wholeWeights(base.tensors, of))), ...read.value.tensors]);
  // A product that the adapter leaves out has one that changes nothing.
  for (const [missing, drawn] of drawParameters(graph, hashText(own.seed), (param) => !tensors.has(param))) {
    tensors.set(missing, drawn);
  }
  const matched = matchGraph<StateTensors>(tensors, graph, own.training.optimizer);
  if (!matched.ok) return matched;
  const details: CheckpointDetails = {
    ...of,
    config: own,
    template: "",
    dataset: { id: null, name, hash: "" },
    progress: freshProgress,
    trainingSeconds: 0,
  };
  return success({ tensors: matched.value, details });
}
