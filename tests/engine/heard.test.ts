// A run that writes texts while it learns learns the same, bit for bit.

import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { useBackend } from "./support/backend";
import { Desks } from "./support/desks";
import { plainText, shortWindows } from "./support/short-windows";

const TEXT = "a chuva chegou de mansinho batendo no vidro da sala. ".repeat(3);

const config: RunConfig = {
  ...defaultConfig,
  seed: "ouvir",
  corpus: plainText,
  tokens: shortWindows,
  model: changeModel(defaultConfig.model, {
    architecture: "gru",
    embeddingSize: 8,
    hiddenSize: 8,
    layers: 1,
    dropout: 0.2,
  }),
  training: {
    ...defaultConfig.training,
    batchSize: 24,
    learningRate: 0.01,
    runLength: "steps",
    steps: 40,
    evaluateEvery: 0,
  },
};

async function trained(isHeard: boolean) {
  const desks = new Desks("cpu");
  if (isHeard) desks.run.sampler.setSampling({ ...defaultSampling, prompt: "a ", length: 4, seed: "1" });
  await desks.open(config, TEXT);
  await desks.trainToEnd(config);
  return desks;
}

describe("a run that is heard", () => {
  useBackend("cpu");

  it("writes from the untrained weights on, at spaced steps and at its end, and learns the same as one that is not", async () => {
    const [heard, silent] = [await trained(true), await trained(false)];
    await expect.poll(() => heard.record().samples.at(-1)?.step).toBe(40);
    const { samples } = heard.record();
    expect(samples[0].step).toBe(0);
    expect(samples.length).toBeGreaterThan(2);
    expect(samples.map(({ step }) => step)).toEqual(
      [...new Set(samples.map(({ step }) => step))].sort((a, b) => a - b),
    );
    for (const { text, prompt, seed } of samples) expect([text.length, prompt, seed]).toEqual([4, "a ", "1"]);
    expect(silent.record().samples).toEqual([]);
    expect(heard.losses()).toEqual(silent.losses());
    expect(await heard.bytes()).toEqual(await silent.bytes());
  });
});
