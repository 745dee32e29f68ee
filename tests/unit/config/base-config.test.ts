import { expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { hasModelOf, withBase, withNamedBase, withoutBase, withRatesOfTuning } from "@/domain/config/base-config";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { parameters } from "@/domain/config/parameters";
import { settleConfig } from "@/domain/config/settle-config";

const model = changeModel(defaultConfig.model, { architecture: "gpt2", layers: 3, positions: 64 });
const parent = { config: { ...defaultConfig, model }, origin: null };
const origin = { listed: "tiny", name: "tiny", licence: null, dtype: "F32", bytes: 1 } as const;

it("a base decides shape and tokens, which rest then, and how long the context may be", () => {
  const config = withBase(defaultConfig, parent, "run-1");
  expect([hasModelOf(defaultConfig, parent), hasModelOf(config, parent)]).toEqual([false, true]);
  expect(config).toMatchObject({ base: "run-1", model: { architecture: "gpt2", layers: 3 } });
  expect(parameters["model.layers"].restsBecause(config)).toBe("ofTheBase");
  expect(parameters["tokens.order"].restsBecause(config)).toBe("ofTheBase");
  expect(parameters["model.dropout"].restsBecause(config)).toBeNull();
  const longer = settleConfig(setByPath(config, "tokens.contextLength", 128)).config;
  expect([longer.tokens.contextLength, longer.model]).toMatchObject([64, { positions: 64 }]);
  const fresh = settleConfig(setByPath({ ...config, base: "" }, "tokens.contextLength", 128)).config;
  expect(fresh.model).toMatchObject({ positions: 128 });
});

it("a model from elsewhere is taken on gently, and gone from without a trace", () => {
  const config = withBase(defaultConfig, { ...parent, origin }, "tiny");
  expect(config.tokens.contextLength).toBe(64);
  expect(config.training).toMatchObject({ learningRate: 5e-5, weightDecay: 0.01, gradientClip: 1, batchSize: 8 });
  expect(withoutBase(config, defaultConfig)).toEqual(defaultConfig);
});

it("rate and decay are those of what trains, and go along with it while nobody has touched them", () => {
  const trains = (config: typeof defaultConfig, what: "all" | "lastBlocks" | "lora") =>
    withRatesOfTuning(setByPath(config, "tuning.trains", what), config);
  const all = withBase(defaultConfig, { ...parent, origin }, "tiny");
  const adapters = withBase(setByPath(defaultConfig, "tuning.trains", "lora"), { ...parent, origin }, "tiny");
  expect(adapters.training).toMatchObject({ learningRate: 3e-4, weightDecay: 0 });
  expect(trains(all, "lora")).toEqual(adapters);
  expect(trains(adapters, "lastBlocks").training).toEqual(all.training);
  for (const [path, value] of [
    ["training.learningRate", 1e-3],
    ["training.weightDecay", 0.1],
  ] as const) {
    const touched = setByPath(all, path, value);
    expect(trains(touched, "lora").training).toBe(touched.training);
  }
});

it("an address that names a base keeps what else it asks for, and has the usual recipe of the rest", () => {
  const named = { ...defaultConfig, base: "tiny", training: { ...defaultConfig.training, learningRate: 0.01 } };
  const config = withNamedBase(setByPath(named, "model.layers", 5), defaultConfig, { ...parent, origin }, "tiny");
  expect(config.training).toMatchObject({ learningRate: 0.01, gradientClip: 1, batchSize: 8 });
  expect(config.model).toMatchObject({ architecture: "gpt2", layers: 3 });
});
