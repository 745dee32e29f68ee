import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { useBackend } from "./support/backend";
import { Desks, unwrap } from "./support/desks";
import { plainText, shortWindows } from "./support/short-windows";

const TEXT = "a chuva chegou de mansinho batendo no vidro da sala. ".repeat(3);

const config: RunConfig = {
  ...defaultConfig,
  corpus: plainText,
  tokens: shortWindows,
  model: changeModel(defaultConfig.model, {
    architecture: "mlp",
    embeddingSize: 8,
    hiddenSize: 8,
    layers: 1,
    dropout: 0.2,
  }),
  training: {
    ...defaultConfig.training,
    optimizer: "adamw",
    learningRate: 0.01,
    batchSize: 24,
    runLength: "epochs",
    epochs: 4,
  },
};

async function opened(): Promise<Desks> {
  const desks = new Desks("cpu");
  await desks.open(config, TEXT);
  return desks;
}

async function bringBack(desks: Desks, id: string): Promise<void> {
  unwrap(await desks.run.reopen(desks.engine, id, null, true));
}

describe("a run that gave way and was brought back", () => {
  useBackend("cpu");

  it("goes on bit for bit as if it had never been away", async () => {
    const straight = await opened();
    await straight.trainToEnd(config);

    const desks = await opened();
    await desks.trainSteps(config, 7);
    await desks.open({ ...config, seed: "other" }, TEXT, null, "other");
    await desks.trainSteps(config, 2, "other");
    await bringBack(desks, "run");
    expect(desks.record().progress.step).toBe(7);
    expect(desks.record().facts?.totalSteps).toBeGreaterThan(7);
    expect(desks.record().state).toBe("paused");
    await desks.trainToEnd(config);
    expect(await desks.bytes()).toEqual(await straight.bytes());
    expect(desks.losses()).toEqual(straight.losses());
    expect(desks.losses("other")).toHaveLength(2);
  });

  it("stands where it was kept, whatever was made of it meanwhile", async () => {
    const desks = await opened();
    await desks.trainSteps(config, 3);
    await desks.run.keep("run");
    const kept = await desks.bytes();
    await desks.trainSteps(config, 2);
    await bringBack(desks, "run");
    expect(await desks.bytes()).toEqual(kept);
  });

  it("has ended as it had, with its best weights and its training time", async () => {
    const desks = await opened();
    await desks.trainToEnd(config);
    const { best, trainingMilliseconds } = desks.active().training;
    const kept = () => desks.active().training.session.readState("all", "best");
    const before = await kept();
    await desks.run.close("run");
    expect(desks.run.activeOf("run")).toBeNull();
    await bringBack(desks, "run");
    expect(desks.active().training).toMatchObject({ best, trainingMilliseconds });
    expect(await kept()).toEqual(before);
    expect(desks.record()).toMatchObject({ state: "finished", reason: "epochsDone", error: null });
    unwrap(await desks.run.restoreBest("run"));
    expect((await desks.checkpoint()).details.progress).toEqual(best);
  });

  it("rests in its turn, so that both can be changed for each other", async () => {
    const desks = await opened();
    await desks.trainSteps(config, 3);
    await desks.open(config, TEXT, null, "other");
    await desks.trainSteps(config, 1, "other");
    await bringBack(desks, "run");
    expect(desks.record().progress.step).toBe(3);
    await bringBack(desks, "other");
    expect(desks.record("other").progress.step).toBe(1);
  });

  it("is told of by its id alone", async () => {
    const desks = await opened();
    await desks.open(config, TEXT, null, "other");
    await desks.run.stepOnce("run", config.training);
    await desks.run.stop("run");
    expect(desks.losses("other")).toEqual([]);
    expect(desks.run.stateOf("other")).toBe("paused");
  });
});
