import { describe, expect, it } from "vitest";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
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
  model: { ...defaultConfig.model, architecture: "mlp", embeddingSize: 8, hiddenSize: 8, layers: 1, dropout: 0.2 },
  training: {
    ...defaultConfig.training,
    optimizer: "adamw",
    learningRate: 0.01,
    batchSize: 24,
    runLength: "epochs",
    epochs: 4,
  },
};

/** Everything that must agree, bit for bit. */
const bytesOf = async (desks: Desks) => [...writeCheckpoint(await desks.checkpoint())];

async function opened(): Promise<Desks> {
  const desks = new Desks("cpu");
  await desks.open(config, TEXT);
  return desks;
}

describe("a run that gave way and was brought back", () => {
  useBackend("cpu");

  it("goes on bit for bit as if it had never been away", async () => {
    const straight = await opened();
    await straight.trainToEnd(config);

    const desks = await opened();
    await desks.trainSteps(config, 7);
    await desks.run.keep();
    await desks.open({ ...config, seed: "other" }, TEXT);
    await desks.trainSteps(config, 2);
    const { started, progress } = unwrap(await desks.run.bringBack(desks.engine));
    expect(progress.step).toBe(7);
    expect(started.totalSteps).toBeGreaterThan(7);
    expect(desks.run.state).toBe("paused");
    expect(desks.run.active?.log.history().steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await desks.trainToEnd(config);
    expect(await bytesOf(desks)).toEqual(await bytesOf(straight));
  });

  it("has the measurements that it had, whatever was made of it meanwhile", async () => {
    const desks = await opened();
    await desks.trainSteps(config, 3);
    await desks.run.keep();
    await desks.trainSteps(config, 2);
    unwrap(await desks.run.bringBack(desks.engine));
    expect(desks.run.active?.log.history().steps.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it("has ended as it had, with its best weights and its training time", async () => {
    const desks = await opened();
    await desks.trainToEnd(config);
    const { best, trainingMilliseconds } = desks.run.active?.training ?? {};
    await desks.run.keep();
    await desks.run.reset();
    unwrap(await desks.run.bringBack(desks.engine));
    expect(desks.run.active?.training).toMatchObject({ best, trainingMilliseconds });
    expect(desks.events.at(-1)).toEqual({ type: "runState", state: "finished", reason: "epochsDone", error: null });
    unwrap(await desks.run.restoreBest());
    expect((await desks.checkpoint()).details.progress).toEqual(best?.progress);
  });

  it("is kept in its turn, so that both can be changed for each other", async () => {
    const desks = await opened();
    await desks.trainSteps(config, 3);
    await desks.run.keep();
    await desks.open(config, TEXT);
    await desks.trainSteps(config, 1);
    expect(unwrap(await desks.run.bringBack(desks.engine)).progress.step).toBe(3);
    expect(unwrap(await desks.run.bringBack(desks.engine)).progress.step).toBe(1);
  });

  it("is gone once it was let go", async () => {
    const desks = await opened();
    await desks.run.keep();
    desks.run.forgetKept();
    expect(await desks.run.bringBack(desks.engine)).toEqual({ ok: false, error: { code: "noModel" } });
  });
});
