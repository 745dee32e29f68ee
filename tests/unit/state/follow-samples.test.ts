import { describe, expect, it } from "vitest";
import { success } from "@/domain/result";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import { followSamples } from "@/state/follow-samples";
import { createFakeApp, facts, prepared, runOf } from "./fake-client";

/** An app that notes what its worker is told to let be heard. */
function createApp() {
  const told: (SamplingConfig | null)[] = [];
  const app = createFakeApp({
    hearRuns: async (sampling) => {
      told.push(sampling);
      return success(null);
    },
  });
  const stop = followSamples(app.context);
  return { ...app, told, stop, samples: app.stores.samples.getState };
}

describe("sampling that follows the page", () => {
  it("suggests a prompt as soon as data is ready, leaves a typed one alone, and goes by the open run's data", () => {
    const { stores, samples } = createApp();
    stores.data.setState({ prepared });
    expect(samples().config).toMatchObject({ prompt: "<name>", stop: "" });
    stores.runs.getState().begin(runOf({ data: { ...runOf().data, template: "", firstRecord: "olá mundo" } }));
    expect(samples().config.prompt).toBe("olá m");
    samples().set("prompt", "mine");
    stores.runs.getState().show(null);
    expect(samples().config.prompt).toBe("mine");
  });

  it("tells the worker at once, with each change that matters, and a new worker anew", () => {
    const { stores, samples, told, stop } = createApp();
    expect(told).toMatchObject([{ prompt: "", length: 80, seed: "1" }]);
    stores.data.setState({ prepared });
    expect(told.at(-1)?.prompt).toBe("<name>");
    const count = told.length;
    samples().set("seed", "7");
    samples().set("length", 9);
    expect(told).toHaveLength(count);
    samples().set("temperature", 0.3);
    samples().setHeard({ length: 20 });
    expect(told.at(-1)).toMatchObject({ temperature: 0.3, length: 20, seed: "1" });
    samples().setHeard({ isOn: false });
    expect(told.at(-1)).toBeNull();
    stores.runs.getState().setDevice({ ...facts.device });
    expect(told).toHaveLength(count + 4);
    stop();
    samples().set("temperature", 1);
    expect(told).toHaveLength(count + 4);
  });
});
