import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { getByPath, setByPath } from "@/domain/config/config-path";
import { defaultConfig, earlierConfig } from "@/domain/config/defaults";
import { parseConfig } from "@/domain/config/parse-config";
import { canTake, settleConfig } from "@/domain/config/settle-config";

function parsed(value: unknown) {
  const result = parseConfig(value);
  if (!result.ok) throw new Error(`parsed: expected a configuration, got ${JSON.stringify(result.error)}`);
  return result.value;
}

describe("parsing a configuration", () => {
  it("gives a whole one back unchanged after a trip through JSON", () => {
    expect(parsed(JSON.parse(JSON.stringify(defaultConfig)))).toEqual({ config: defaultConfig, notices: [] });
  });

  it("fills what is missing with what was so before one could choose, or from another base", () => {
    const { config } = parsed({ training: { epochs: 7 } });
    expect(config).toEqual({
      ...earlierConfig,
      training: { ...defaultConfig.training, runLength: "epochs", epochs: 7 },
    });
    expect(parsed({}).config).toEqual(earlierConfig);
    expect(earlierConfig).toEqual({ ...defaultConfig, tokens: { ...defaultConfig.tokens, countPadding: true } });
    const base = { ...defaultConfig, seed: "other" };
    expect(parseConfig({}, base)).toEqual({ ok: true, value: { config: base, notices: [] } });
  });

  it("draws rows by the seed of the run where that served for both", () => {
    const older = { seed: "wren", corpus: { rowShare: 0.1 } };
    expect(parsed(older).config.corpus).toMatchObject({ rowShare: 0.1, rowSeed: "wren" });
    const newer = { ...older, corpus: { ...older.corpus, rowSeed: "thrush" } };
    expect(parsed(newer).config.corpus.rowSeed).toBe("thrush");
    const all = { ...older, corpus: { rowShare: 1 } };
    expect(parsed(all).config.corpus.rowSeed).toBe(defaultConfig.corpus.rowSeed);
  });

  it("drops what it does not know", () => {
    expect(parsed({ nonsense: 1, model: { nonsense: { deep: true } }, tokens: "text" }).config).toEqual(earlierConfig);
  });

  it("brings numbers into range, rounds whole ones, and says so", () => {
    const { config, notices } = parsed({ training: { learningRate: 50 }, tokens: { contextLength: 7.6, stride: -3 } });
    expect(config.training.learningRate).toBe(1);
    expect(config.tokens).toMatchObject({ contextLength: 8, stride: 1 });
    expect(notices).toEqual([
      { kind: "adjusted", path: "tokens.contextLength", given: "7.6", used: "8" },
      { kind: "adjusted", path: "tokens.stride", given: "-3", used: "1" },
      { kind: "adjusted", path: "training.learningRate", given: "50", used: "1" },
    ]);
  });

  it("refuses a value of the wrong kind and names its path", () => {
    const problem = (value: unknown) => {
      const result = parseConfig(value);
      return result.ok ? null : result.error;
    };
    const error = (path: string, reason: string) => ({ code: "configInvalid", path, problem: reason });
    expect(problem([])).toEqual(error("", "notAnObject"));
    expect(problem({ training: { epochs: "5" } })).toEqual(error("training.epochs", "notANumber"));
    expect(problem({ training: { epochs: null } })).toEqual(error("training.epochs", "notANumber"));
    expect(problem({ training: { learningRate: Number.NaN } })).toEqual(error("training.learningRate", "notANumber"));
    expect(problem({ training: { optimizer: "toString" } })).toEqual(error("training.optimizer", "notAChoice"));
    expect(problem({ corpus: { trim: "yes" } })).toEqual(error("corpus.trim", "notASwitch"));
    expect(problem({ seed: 5 })).toEqual(error("seed", "notAText"));
    expect(problem({ seed: "x".repeat(10_000) })).toEqual(error("seed", "notAText"));
    expect(problem({ tokens: { specialTokens: [1] } })).toEqual(error("tokens.specialTokens", "notAList"));
  });

  it("takes no setting from a prototype and lets no foreign key through", () => {
    const hostile = JSON.parse('{"__proto__": {"seed": "evil"}, "training": {"__proto__": {"epochs": 9}}}');
    const { config } = parsed(hostile);
    expect(config).toEqual(earlierConfig);
    expect(Object.getPrototypeOf(config)).toBe(Object.prototype);
    expect(({} as { seed?: string }).seed).toBeUndefined();
    expect(parsed(Object.create({ seed: "inherited" })).config.seed).toBe(defaultConfig.seed);
  });

  it("gives a valid configuration or a reason, whatever comes", async () => {
    await fc.assert(
      fc.property(fc.record({ seed: fc.anything(), training: fc.anything(), model: fc.anything() }), (value) => {
        const result = parseConfig(value);
        if (result.ok)
          expect(parseConfig(result.value.config)).toEqual({
            ok: true,
            value: { config: result.value.config, notices: [] },
          });
        else expect(result.error.code).toBe("configInvalid");
      }),
    );
  });

  it("does not hand out the arrays it was given", () => {
    const specialTokens = ["<a>"];
    expect(parsed({ tokens: { specialTokens } }).config.tokens.specialTokens).not.toBe(specialTokens);
  });
});

describe("settling a configuration", () => {
  it("takes the most heads that divide the channels", () => {
    const model = changeModel(defaultConfig.model, { architecture: "attention", embeddingSize: 30, heads: 4 });
    const { config, notices } = settleConfig({ ...defaultConfig, model });
    expect(getByPath(config, "model.heads")).toBe(3);
    expect(notices).toEqual([{ kind: "adjusted", path: "model.heads", given: "4", used: "3" }]);
  });

  it("stacks no more GRU layers than are offered", () => {
    const model = changeModel(defaultConfig.model, { architecture: "gru", layers: 6 });
    expect(settleConfig({ ...defaultConfig, model }).config.model).toMatchObject({ layers: 3 });
  });

  it("watches the training loss where there is no validation", () => {
    const { config } = settleConfig({
      ...defaultConfig,
      tokens: { ...defaultConfig.tokens, validationShare: 0 },
      training: { ...defaultConfig.training, earlyStopping: "validation" },
    });
    expect(config.training.earlyStopping).toBe("train");
  });

  it("says which values a setting can take beside the others", () => {
    const withoutValidation = setByPath(defaultConfig, "tokens.validationShare", 0);
    expect(canTake(defaultConfig, "training.earlyStopping", "validation")).toBe(true);
    expect(canTake(withoutValidation, "training.earlyStopping", "validation")).toBe(false);
    expect(canTake(withoutValidation, "training.earlyStopping", "train")).toBe(true);
  });

  it("gives the same object when nothing has to change", () => {
    expect(settleConfig(defaultConfig).config).toBe(defaultConfig);
  });
});
