import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { presets } from "@/domain/config/presets";
import type { RunConfig } from "@/domain/config/run-config";
import { countedPadding } from "@/state/counted-padding";
import { prepared } from "./fake-client";

const counting = (config: RunConfig) => ({ ...config, tokens: { ...config.tokens, countPadding: true } });
const mlp = counting(presets["first-song"].config);
const attention = counting(presets["tiny-attention"].config);
const padding = { train: { last: 0.5, every: 0.25 }, validation: null };
const padded = { ...prepared.tokenizer, padId: 0 };

describe("padding that figures count", () => {
  it("is that of the positions on which the model takes its loss", () => {
    expect(countedPadding(mlp, { ...prepared, padding })).toEqual({ train: 0.5, validation: null });
    expect(countedPadding(attention, { ...prepared, padding })).toEqual({ train: 0.25, validation: null });
    // The MLP predicts the last position alone, whatever the setting says.
    const every = { ...mlp, model: changeModel(mlp.model, { lossPositions: "every" }) } as const;
    expect(countedPadding(every, { ...prepared, padding })?.train).toBe(0.5);
  });

  it("is none where padding does not count", () => {
    expect(countedPadding(presets["first-song"].config, { ...prepared, padding })).toBeNull();
    expect(countedPadding(presets["first-song"].config, { padding: null, tokenizer: padded })).toBeNull();
  });

  it("is none where no target is padding", () => {
    const none = { last: 0, every: 0 };
    expect(countedPadding(mlp, { ...prepared, padding: { train: none, validation: none } })).toBeNull();
    expect(countedPadding(mlp, { ...prepared, padding: { train: none, validation: null } })).toBeNull();
  });

  it("is of unknown size for a file of padded records", () => {
    expect(countedPadding(mlp, { padding: null, tokenizer: padded })).toEqual({ train: null, validation: null });
    expect(countedPadding(mlp, { padding: null, tokenizer: prepared.tokenizer })).toBeNull();
    expect(countedPadding(attention, { padding: null, tokenizer: padded })).toBeNull();
  });
});
