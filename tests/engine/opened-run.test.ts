import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import { useBackend } from "./support/backend";
import { Desks } from "./support/desks";

const config = {
  ...defaultConfig,
  corpus: { ...defaultConfig.corpus, template: "", separator: "" },
  tokens: { ...defaultConfig.tokens, specialTokens: [], padToken: "", padRecords: false, contextLength: 4 },
  model: changeModel(defaultConfig.model, { architecture: "mlp", embeddingSize: 4, hiddenSize: 4, layers: 1 }),
  training: { ...defaultConfig.training, batchSize: 8, runLength: "epochs", epochs: 1 },
} as const;

const statesIn = (desks: Desks) =>
  desks.batches.map((batch) => batch.flatMap((event) => (event.type === "runState" ? [event.state] : [])));

describe("a run just opened", () => {
  useBackend("cpu");

  it("is shown as running at once when it is set going, never as paused in between", async () => {
    const desks = new Desks("cpu");
    await desks.open(config, "a chuva chegou de mansinho. ".repeat(4));
    await desks.trainToEnd(config);
    const states = statesIn(desks);
    expect(states.some((batch) => batch.at(-1) === "paused")).toBe(false);
    expect(states.flat()).toEqual(["preparing", "paused", "running", "finished"]);
  });

  it("is shown as paused soon when it is left alone", async () => {
    const desks = new Desks("cpu");
    await desks.open(config, "a chuva chegou de mansinho. ".repeat(4));
    await expect.poll(() => statesIn(desks).flat()).toEqual(["preparing", "paused"]);
  });
});
