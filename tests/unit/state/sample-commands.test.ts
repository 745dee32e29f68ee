import { describe, expect, it } from "vitest";
import { success } from "@/domain/result";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { createFakeApp, runOf, sampleReport } from "./fake-client";

/** An app that notes what it asks the worker for. */
function createApp() {
  const asked: SamplingConfig[] = [];
  const app = createFakeApp({
    generate: async (_run, _id, sampling) => {
      asked.push(sampling);
      return success(sampleReport);
    },
  });
  app.stores.runs.getState().begin(runOf({ name: "Run 1" }));
  return { ...app, asked, samples: app.stores.samples };
}

describe("generating", () => {
  it("draws by a new seed at each press and shows the one that it used", async () => {
    const { commands, samples, asked } = createApp();
    await commands.generate();
    expect(samples.getState().config.seed).toBe(asked[0].seed);
    await commands.generate();
    expect(samples.getState().config.seed).toBe(asked[1].seed);
    expect(asked[1].seed).not.toBe(asked[0].seed);
  });

  it("keeps a seed that was typed or locked, and draws anew once it is unlocked or emptied", async () => {
    const { commands, samples, asked } = createApp();
    samples.getState().set("seed", "mine");
    await commands.generate();
    await commands.generate();
    samples.getState().lockSeed(false);
    await commands.generate();
    samples.getState().lockSeed(true);
    await commands.generate();
    samples.getState().set("seed", "");
    await commands.generate();
    const seeds = asked.map(({ seed }) => seed);
    expect(seeds.slice(0, 2)).toEqual(["mine", "mine"]);
    expect(seeds[2]).not.toBe("mine");
    expect(seeds[3]).toBe(seeds[2]);
    expect(["", "mine", seeds[2]]).not.toContain(seeds[4]);
  });

  it("counts one locked draw once, and remembers which weights wrote", async () => {
    const { commands, samples, shown } = createApp();
    samples.getState().lockSeed(true);
    samples.getState().set("seed", "1");
    await commands.generate();
    await commands.generate();
    expect([...samples.getState().tally.draws.values()]).toHaveLength(1);
    expect(samples.getState().origin).toEqual({ run: "file", runName: "Run 1", step: 7 });
    expect(shown().samples.map(({ step, seed }) => [step, seed])).toEqual([
      [7, "1"],
      [7, "1"],
    ]);
  });

  it("keeps no text of one that was stopped before it wrote", async () => {
    const generate = async () => success({ ...sampleReport, stopped: true, tokens: 0 });
    const { commands, stores, shown } = createFakeApp({ generate });
    stores.runs.getState().begin(runOf());
    await commands.generate();
    expect(shown().samples).toEqual([]);
  });

  it("brings every number into its range", () => {
    const { samples } = createApp();
    samples.getState().set("temperature", 9);
    samples.getState().set("length", 2.6);
    samples.getState().set("topP", Number.NaN);
    expect(samples.getState().config).toMatchObject({ temperature: 2, length: 3, topP: 1 });
  });
});
