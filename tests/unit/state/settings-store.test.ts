import { describe, expect, it } from "vitest";
import { getByPath, setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import type { Parameter } from "@/domain/config/parameter";
import { configPaths, parameters } from "@/domain/config/parameters";
import { presets } from "@/domain/config/presets";
import type { NumberPath } from "@/features/setting-scale";
import { createSettingsStore } from "@/state/settings-store";

const numberPaths = configPaths.filter((path) => (parameters[path] as Parameter).kind === "number") as NumberPath[];
const rate = (store: ReturnType<typeof createSettingsStore>) => store.getState().config.training.learningRate;

describe("settings store", () => {
  it("opens with the default preset and nothing to undo", () => {
    const { config, presetId, past } = createSettingsStore().getState();
    expect(presetId).toBe("first-song");
    expect(config).toEqual(presets["first-song"].config);
    expect(past).toHaveLength(0);
  });

  it("changes one setting and leaves the others the same objects", () => {
    const store = createSettingsStore();
    const before = store.getState().config;
    store.getState().set("training.learningRate", 0.5);
    expect(rate(store)).toBe(0.5);
    expect(store.getState().config.model).toBe(before.model);
  });

  it("undoes and redoes, edits of one path in a row together", () => {
    const store = createSettingsStore();
    const first = rate(store);
    store.getState().set("training.learningRate", 0.1);
    store.getState().set("training.learningRate", 0.2);
    store.getState().set("training.epochs", 9);
    store.getState().undo();
    expect(rate(store)).toBe(0.2);
    store.getState().undo();
    expect(rate(store)).toBe(first);
    store.getState().redo();
    store.getState().redo();
    expect(store.getState().config.training.epochs).toBe(9);
  });

  it("takes every example as a step of its own, and the same one again as none", () => {
    const store = createSettingsStore();
    store.getState().applyPreset("poema-gru");
    store.getState().applyPreset("tiny-attention");
    store.getState().applyPreset("tiny-attention");
    expect(store.getState().presetId).toBe("tiny-attention");
    store.getState().undo();
    expect(store.getState().config).toBe(presets["poema-gru"].config);
  });

  it("can undo an edit of the setting that was just undone", () => {
    const store = createSettingsStore();
    const first = rate(store);
    store.getState().set("training.learningRate", 0.1);
    store.getState().undo();
    store.getState().set("training.learningRate", 0.2);
    store.getState().undo();
    expect(rate(store)).toBe(first);
  });

  it("begins with the settings of the address as if nothing had been before", () => {
    const store = createSettingsStore();
    store.getState().start(presets["poema-gru"].config);
    expect(store.getState().config).toBe(presets["poema-gru"].config);
    expect(store.getState().past).toHaveLength(0);
  });

  it("belongs to no example once a file has brought its own settings", () => {
    const store = createSettingsStore();
    store.getState().replace({ ...presets["poema-gru"].config, seed: "file" }, null);
    expect(store.getState()).toMatchObject({ presetId: null, config: { seed: "file" } });
    expect(store.getState().past).toHaveLength(1);
  });

  it("forgets the way forward once something else is changed", () => {
    const store = createSettingsStore();
    store.getState().set("training.epochs", 9);
    store.getState().undo();
    store.getState().set("model.layers", 2);
    expect(store.getState().future).toHaveLength(0);
  });

  it("goes back at most fifty changes", () => {
    const store = createSettingsStore();
    for (let index = 0; index < 60; index++) {
      store.getState().set("training.epochs", index + 10);
      store.getState().set("seed", String(index));
    }
    expect(store.getState().past).toHaveLength(50);
  });

  it("keeps settings runnable together: heads divide the embedding size", () => {
    const store = createSettingsStore();
    store.getState().applyPreset("tiny-attention");
    store.getState().set("model.embeddingSize", 50);
    expect(store.getState().config.model).toMatchObject({ embeddingSize: 50, heads: 2 });
  });

  it.each(numberPaths)("holds %s within its range, whatever way its value comes", (path) => {
    const { min, max } = parameters[path];
    const store = createSettingsStore();
    const held = () => getByPath(store.getState().config, path);
    const low = setByPath(defaultConfig, path, min - 1);
    const high = setByPath(defaultConfig, path, max * 2 + 1);

    store.getState().set(path, max * 2 + 1);
    expect(held()).toBeLessThanOrEqual(max);
    store.getState().set(path, min - 1);
    expect(held()).toBe(min);
    store.getState().set(path, Number.NaN);
    expect(held()).toBe(min);
    store.getState().replace(high, null);
    expect(held()).toBeLessThanOrEqual(max);
    store.getState().replace(low, null);
    store.getState().undo();
    expect(held()).toBeLessThanOrEqual(max);
    store.getState().redo();
    expect(held()).toBe(min);
    store.getState().start(setByPath(defaultConfig, path, Number.POSITIVE_INFINITY));
    expect(held()).toBe(getByPath(defaultConfig, path));
    store.getState().start(high);
    expect(held()).toBeLessThanOrEqual(max);
  });

  it("takes the usual rates of adapters where those of all weights were in force, in one step back", () => {
    const store = createSettingsStore();
    store
      .getState()
      .replace(
        { ...defaultConfig, training: { ...defaultConfig.training, learningRate: 5e-5, weightDecay: 0.01 } },
        null,
      );
    store.getState().set("tuning.trains", "lora");
    expect(store.getState().config.training).toMatchObject({ learningRate: 3e-4, weightDecay: 0 });
    store.getState().undo();
    expect(store.getState().config).toMatchObject({ tuning: { trains: "all" }, training: { learningRate: 5e-5 } });
  });

  it("remembers what the example or the file brought, for single settings to go back to", () => {
    const store = createSettingsStore();
    store.getState().applyPreset("poema-gru");
    store.getState().set("training.epochs", 3);
    expect(store.getState().origin).toBe(presets["poema-gru"].config);
    const file = { ...presets["tiny-attention"].config, seed: "file" };
    store.getState().replace(file, null);
    store.getState().set("training.epochs", 3);
    expect(store.getState().origin).toBe(file);
  });

  it("ignores a preset that does not exist", () => {
    const store = createSettingsStore();
    store.getState().applyPreset("no-such-preset");
    expect(store.getState().presetId).toBe("first-song");
  });
});
