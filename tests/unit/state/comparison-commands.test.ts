import { describe, expect, it } from "vitest";
import { success } from "@/domain/result";
import { createComparisonCommands } from "@/state/comparison-commands";
import type { ComparisonRequest } from "@/worker/protocol";
import { createFakeApp, runOf } from "./fake-client";

describe("comparing", () => {
  it("draws by the seed of the samples, anew each time unless it is locked", async () => {
    const asked: ComparisonRequest[] = [];
    const { commands, stores } = createFakeApp({
      compareModels: async (request) => {
        asked.push(request);
        return success(null);
      },
    });
    stores.runs.getState().begin(runOf());
    const { samples } = stores;
    const { compare } = commands.later(createComparisonCommands);
    await compare();
    expect(samples.getState().config.seed).toBe(asked[0].sampling.seed);
    await compare();
    expect(asked[1].sampling.seed).not.toBe(asked[0].sampling.seed);
    samples.getState().set("seed", "mine");
    await compare();
    await compare();
    expect(asked.slice(2).map(({ sampling }) => sampling.seed)).toEqual(["mine", "mine"]);
  });
});
