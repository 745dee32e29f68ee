import { describe, expect, it } from "vitest";
import { type ConfigPath, getByPath, setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { branchConfig, isAboutWeights, isOfTheModel } from "@/domain/config/fit-config";
import { configPaths, parameters } from "@/domain/config/parameters";
import { presets } from "@/domain/config/presets";
import { triablePaths, trialProblem, trialsOf, type Varied } from "@/domain/config/trials";

const rates: Varied = { path: "training.learningRate", values: [0.1, 0.01, 0.001] };
const sizes: Varied = { path: "training.batchSize", values: [16, 32] };

describe("trials", () => {
  it("are one for each combination, and differ from the settings in nothing else", () => {
    const trials = trialsOf(defaultConfig, [rates, sizes]);
    const pairs = trials.map(({ config }) => [config.training.learningRate, config.training.batchSize]);
    expect(pairs).toEqual([
      [0.1, 16],
      [0.1, 32],
      [0.01, 16],
      [0.01, 32],
      [0.001, 16],
      [0.001, 32],
    ]);
    const { learningRate, batchSize } = defaultConfig.training;
    for (const { config, chosen } of trials) {
      expect({ ...config, training: { ...config.training, learningRate, batchSize } }).toEqual(defaultConfig);
      expect(chosen.map(({ path, value }) => getByPath(config, path) === value)).toEqual([true, true]);
    }
    expect(trialProblem(trials)).toBeNull();
  });

  it("ask for a length in the unit that is varied", () => {
    const [first] = trialsOf(setByPath(defaultConfig, "training.runLength", "auto"), [
      { path: "training.steps", values: [40, 80] },
    ]);
    expect(first?.config.training).toMatchObject({ runLength: "steps", steps: 40 });
  });

  it("are refused where a value does not go with the others", () => {
    const base = presets["tiny-attention"].config;
    const width = { path: "model.embeddingSize", values: [48, 64] } as const;
    expect(trialProblem(trialsOf(base, [width, { path: "model.heads", values: [3] }]))).toEqual({
      code: "doesNotFit",
      at: { path: "model.heads", value: 3 },
    });
  });

  it("are refused where a setting would have no effect in any of them", () => {
    const momentum: Varied = { path: "training.momentum", values: [0, 0.9] };
    const adam = setByPath(defaultConfig, "training.optimizer", "adam");
    expect(trialProblem(trialsOf(adam, [momentum]))).toEqual({ code: "rests", path: "training.momentum" });
    const optimizers: Varied = { path: "training.optimizer", values: ["adam", "sgd"] };
    expect(trialProblem(trialsOf(adam, [optimizers, momentum]))).toBeNull();
  });

  it("may vary any setting of one value, from weights those alone that weights leave open", () => {
    const all = triablePaths(false);
    const left = configPaths.filter((path) => !all.includes(path));
    const isLeft = (path: ConfigPath) =>
      parameters[path].reading || parameters[path].kind === "list" || path === "base";
    expect(all).not.toContain("base");
    for (const path of left) expect(isLeft(path) || isAboutWeights(path), path).toBe(true);
    expect(all).toEqual(expect.arrayContaining(["seed", "model.layers", "corpus.lowercase", "tokens.contextLength"]));
    const other = branchConfig(defaultConfig, presets["tiny-attention"].config);
    const open = triablePaths(true);
    const kept: readonly ConfigPath[] = configPaths.filter(isOfTheModel);
    expect(open.filter((path) => !isAboutWeights(path))).toEqual(all.filter((path) => !kept.includes(path)));
    expect(open).toContain("tuning.loraRank");
    for (const path of kept) expect(getByPath(other, path)).toEqual(getByPath(defaultConfig, path));
    expect(other.training).toEqual(presets["tiny-attention"].config.training);
  });
});
