import { describe, expect, it } from "vitest";
import { modelValues } from "@/domain/architectures/model-config";
import { type ConfigPath, getByPath, setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import type { Parameter } from "@/domain/config/parameter";
import { configPaths, isConfigPath, parameters } from "@/domain/config/parameters";
import { parseConfig } from "@/domain/config/parse-config";
import { presetIds, presets } from "@/domain/config/presets";

describe("the table of settings", () => {
  it("describes every setting of a configuration and nothing else", () => {
    const { model, ...others } = defaultConfig;
    const sections = Object.entries({ ...others, model: { architecture: "", ...modelValues(model) } }).flatMap(
      ([section, value]) =>
        typeof value === "string" ? [section] : Object.keys(value).map((key) => `${section}.${key}`),
    );
    expect([...configPaths].sort()).toEqual(sections.sort());
    expect(isConfigPath("training.learningRate")).toBe(true);
    expect(isConfigPath("constructor")).toBe(false);
  });

  it("puts every preset within its ranges, with nothing to settle", () => {
    for (const id of presetIds) {
      expect(parseConfig(presets[id].config), id).toEqual({
        ok: true,
        value: { config: presets[id].config, notices: [] },
      });
    }
  });

  it("gives every number a range and a step that fits into it", () => {
    for (const path of configPaths) {
      const parameter: Parameter = parameters[path];
      if (parameter.kind !== "number") continue;
      expect(parameter.min, path).toBeLessThan(parameter.max);
      expect(parameter.step, path).toBeGreaterThan(0);
      expect(parameter.step, path).toBeLessThan(parameter.max);
    }
  });

  it("says which settings matter for an optimizer, a schedule and an architecture", () => {
    const applying = (path: ConfigPath, value: unknown) => {
      const config = setByPath(defaultConfig, path, value as never);
      return configPaths.filter((name) => parameters[name].restsBecause(config) === null);
    };
    expect(applying("training.optimizer", "sgd")).toContain("training.momentum");
    expect(applying("training.optimizer", "sgd")).not.toContain("training.epsilon");
    expect(applying("training.optimizer", "rmsprop")).toContain("training.epsilonInsideRoot");
    expect(applying("training.optimizer", "adam")).not.toContain("training.weightDecay");
    expect(applying("training.schedule", "plateau")).toContain("training.schedulePatience");
    expect(applying("training.schedule", "cosine")).not.toContain("training.scheduleFactor");
    expect(applying("model.architecture", "mlp")).not.toContain("model.lossPositions");
    expect(applying("model.architecture", "gru")).toContain("model.embedding");
    expect(applying("model.architecture", "attention")).not.toContain("model.hiddenSize");
  });

  it("marks exactly the live settings", () => {
    expect(configPaths.filter((path) => parameters[path].live)).toEqual([
      "training.learningRate",
      "training.momentum",
      "training.beta1",
      "training.beta2",
      "training.decay",
      "training.epsilon",
      "training.weightDecay",
      "training.gradientClip",
      "training.runLength",
      "training.epochs",
      "training.steps",
      "training.earlyStopping",
      "training.patience",
      "training.evaluateEvery",
    ]);
  });

  it("offers the value that each preset uses", () => {
    for (const id of presetIds) {
      for (const path of configPaths) {
        const parameter: Parameter = parameters[path];
        if (parameter.kind === "choice") expect(parameter.choices).toContain(getByPath(presets[id].config, path));
      }
    }
  });
});
