// A run whose frozen weights lie in the files of its base, on its way home out of what is kept of it alone.
import { expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { isAdapter } from "@/domain/graph/adapters";
import { initializeParameters } from "@/domain/graph/initialize";
import { graphParameters } from "@/domain/graph/parameters";
import { failure, success } from "@/domain/result";
import type { StoredTensor } from "@/domain/stored-tensor";
import { freshProgress } from "@/domain/training/progress";
import type { Desks } from "@/worker/desks";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { createModelMethods } from "@/worker/model-methods";
import { RestingRuns } from "@/worker/resting-runs";
import { runOf } from "../state/fake-client";
import { noStandIn } from "../support/foreign-file";

const vocabulary = ["<|end|>", "a", "b", "c", "d"];
const tokenizer = { kind: "character", vocabulary, specialCount: 1, padId: null } as const;
const model = changeModel(firstModel("gpt2"), { embeddingSize: 4, layers: 2, heads: 2, positions: 3 });
const dataset = { id: null, name: "songs.txt", hash: "0123" };
const told = {
  formatVersion: 1,
  tokenizer,
  template: "",
  dataset,
  progress: freshProgress,
  trainingSeconds: 0,
} as const;
const config: RunConfig = { ...defaultConfig, model, tokens: { ...defaultConfig.tokens, contextLength: 3 } };

const weights = initializeParameters(buildGraph(model, 3, vocabulary.length), 1);
const inFiles = new Map<string, StoredTensor>(
  [...weights].map(([name, { shape, data }]) => [
    name,
    { shape, dtype: "F32", bytes: new Blob([Float32Array.from(data)]) },
  ]),
);

/** The methods of a worker that holds the base alone. */
function methodsOverBase() {
  const resting = new RestingRuns(() => {});
  const checkpoint = { tensors: inFiles, details: { ...told, config } };
  resting.put("base", { checkpoint, status: runOf(), data: null, best: null, memory: null });
  const write = (work: (begin: () => () => Promise<void>) => unknown) => work(() => async () => {});
  return createModelMethods({ runs: { resting, activeOf: () => null }, exports: { write } } as unknown as Desks);
}

it.each(["lora", "lastBlocks", "all"] as const)(
  "of %s, it leaves whole with its base, and is refused without",
  async (trains) => {
    const tuning = { ...defaultConfig.tuning, trains, freezeEmbeddings: true };
    const graph = buildRunGraph({ ...config, tuning }, vocabulary.length);
    const roles = new Map(graphParameters(graph).map(({ name, role }) => [name, role]));
    const trained = new Map([...initializeParameters(graph, 2)].filter(([name]) => roles.get(name) === "trained"));
    const file = new File(
      [writeCheckpoint({ tensors: trained, details: { ...told, config: { ...config, tuning } } }, null)],
      "kept.safetensors",
    );
    const methods = methodsOverBase();

    expect(await methods.freezeRun("run", { file, base: "base" })).toEqual(success(0));
    const written = await methods.exportFile("bundle", runOf({ id: "run", config: { ...config, tuning } }));
    if (!written.ok || written.value === null) throw new Error("expected a bundle");
    const bundle = await importCheckpoint(new File([written.value.bytes], "run.zip"), noStandIn);
    if (!bundle.ok) throw new Error(bundle.error.code);
    for (const [name, tensor] of bundle.value.tensors) {
      expect(tensor, name).toEqual(trained.get(name) ?? weights.get(name));
    }
    expect([...bundle.value.tensors.keys()].some(isAdapter)).toBe(trains === "lora");

    const wanted = { form: "adapter", base: "GPT-2", card: "" } as const;
    const leaving = await methods.exportModel({ id: "run", name: "run" }, wanted, { file, base: null });
    // Tokens of single characters go nowhere as an adapter; what matters is that nothing was missed.
    expect(leaving).toEqual(failure({ code: "noModel" }));

    const gone = failure({ code: "baseGone", base: "" });
    expect(await methods.freezeRun("run", { file, base: null })).toEqual(gone);
    expect(
      await methods.exportModel({ id: "run", name: "run" }, { form: "F32", card: "" }, { file, base: null }),
    ).toEqual(gone);
  },
);
