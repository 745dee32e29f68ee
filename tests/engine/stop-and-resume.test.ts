import { describe, expect, it } from "vitest";
import { changeModel, type ModelChanges } from "@/domain/architectures/model-config";
import { writeBundle } from "@/domain/checkpoint/bundle";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { tensorsInMemory } from "@/domain/stored-tensor";
import type { OptimizerKind } from "@/domain/training/optimizer";
import { importCheckpoint } from "@/worker/import-checkpoint";
import { noStandIn } from "../unit/support/foreign-file";
import { useBackend } from "./support/backend";
import { Desks, unwrap } from "./support/desks";
import { plainText, shortWindows } from "./support/short-windows";

const TEXT = "a chuva chegou de mansinho batendo no vidro da sala. ".repeat(3);

const models: readonly ModelChanges[] = [
  { architecture: "mlp" },
  { architecture: "gru", embedding: "learned", layers: 2 },
  { architecture: "attention", form: "block", heads: 2, lossPositions: "every" },
];
/** Each model with one optimizer and each optimizer with one model. */
const pairs: readonly (readonly [string, OptimizerKind, ModelChanges])[] = [
  ...models.map((model) => [model.architecture ?? "", "adamw", model] as const),
  ["mlp", "sgd", models[0]],
  ["mlp", "rmsprop", models[0]],
];

function configOf(model: ModelChanges, optimizer: OptimizerKind): RunConfig {
  return {
    ...defaultConfig,
    seed: "retomar",
    corpus: plainText,
    tokens: shortWindows,
    model: changeModel(defaultConfig.model, { embeddingSize: 8, hiddenSize: 8, layers: 1, dropout: 0.2, ...model }),
    training: {
      ...defaultConfig.training,
      optimizer,
      momentum: 0.9,
      learningRate: 0.01,
      batchSize: 24,
      runLength: "epochs",
      epochs: 4,
      schedule: "plateau",
      schedulePatience: 0,
      evaluateEvery: 0,
    },
  };
}

describe("a run opened from a file", () => {
  useBackend("cpu");

  it("can go back to the weights of the file where they are its best epoch's", async () => {
    const config = configOf({ architecture: "mlp" }, "sgd");
    const first = new Desks("cpu");
    await first.open(config, TEXT);
    const ended = () => first.events.some(({ type }) => type === "epoch");
    for (let step = 0; step < 50 && !ended(); step++) await first.trainSteps(config, 1);
    const file = await first.checkpoint();

    const second = new Desks("cpu");
    await second.open({ ...config, training: { ...config.training, learningRate: 10 } }, TEXT, file);
    await second.trainSteps(config, 2);
    expect(unwrap(await second.run.restoreBest("run"))).toEqual(file.details.progress);
    expect((await second.checkpoint()).tensors).toEqual(file.tensors);
  });
});

describe("a run stopped, exported, imported and resumed", () => {
  useBackend("cpu");

  it.each(pairs)("equals one that never stopped, bit for bit: %s with %s", async (_, optimizer, model) => {
    const config = configOf(model, optimizer);
    const straight = new Desks("cpu");
    await straight.open(config, TEXT);
    await straight.trainToEnd(config);

    const first = new Desks("cpu");
    await first.open(config, TEXT);
    await first.trainSteps(config, 7);
    const half = await first.checkpoint();
    const bundle = await writeBundle(
      { ...half, tensors: tensorsInMemory(half.tensors) },
      first.record(),
      async () => {},
    );

    const second = new Desks("cpu");
    const restored = unwrap(await importCheckpoint(new File([bundle], "run.zip"), noStandIn));
    await second.open(restored.details.config, TEXT, restored);
    expect(second.active().training.trainingMilliseconds).toBeCloseTo(1000 * half.details.trainingSeconds, 6);
    await second.trainToEnd(config);
    expect(second.run.stateOf("run")).toBe("finished");
    expect(await second.bytes()).toEqual(await straight.bytes());
    expect(second.losses()).toEqual(straight.losses());
  });
});
