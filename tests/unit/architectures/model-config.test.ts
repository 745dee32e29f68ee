// Models as values: what an architecture has, what is kept aside, and that whatever settles has a graph with a diagram.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildGraph,
  changeModel,
  firstModel,
  hasSetting,
  modelOf,
  modelValues,
  restReason,
  settingOf,
  settlingChanges,
} from "@/domain/architectures/model-config";
import { modelSettingNames, modelSettings } from "@/domain/architectures/model-settings";
import { architectureNames, architectures, type ModelValues } from "@/domain/architectures/registry";
import { defaultConfig } from "@/domain/config/defaults";
import { parseConfig } from "@/domain/config/parse-config";
import { describeGraph } from "@/domain/graph/describe";

/** Values in the widest range of each setting. */
const values = fc.record(
  Object.fromEntries(
    modelSettingNames.map((name) => {
      const setting = modelSettings[name];
      if (setting.kind === "choice") return [name, fc.constantFrom(...setting.choices)];
      const { min, max, integer } = setting;
      return [name, integer ? fc.integer({ min, max: Math.min(max, 40) }) : fc.double({ min, max, noNaN: true })];
    }),
  ),
) as unknown as fc.Arbitrary<ModelValues>;

describe("a model", () => {
  it("has the settings of its architecture and keeps the others aside", () => {
    const model = changeModel(firstModel("mlp"), { heads: 4, lossPositions: "every", layers: 2 });
    expect(Object.keys(model).sort()).toEqual(
      ["architecture", "aside", ...Object.keys(architectures.mlp.settings)].sort(),
    );
    expect(model).toMatchObject({ layers: 2, aside: { heads: 4, lossPositions: "every" } });
  });

  it("gives back what was chosen before, whichever architectures were tried meanwhile", () => {
    fc.assert(
      fc.property(values, fc.array(fc.constantFrom(...architectureNames)), (chosen, tried) => {
        const model = modelOf("attention", chosen);
        const after = tried.reduce((now, architecture) => changeModel(now, { architecture }), model);
        expect(modelValues(after)).toEqual(chosen);
        expect(changeModel(after, { architecture: "attention" })).toEqual(model);
      }),
    );
  });

  it("is read alike from files of either form", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(...architectureNames), (chosen, architecture) => {
        const flat = parseConfig({ model: { architecture, ...chosen } });
        const union = parseConfig({ model: modelOf(architecture, chosen) });
        expect(union).toEqual(flat);
        const settled = changeModel(
          modelOf(architecture, chosen),
          settlingChanges(modelOf(architecture, chosen), defaultConfig.tokens.contextLength),
        );
        expect(flat).toMatchObject({ ok: true, value: { config: { model: settled } } });
      }),
    );
  });
});

describe.each(architectureNames)("the architecture %s", (architecture) => {
  it("builds a graph of declared stages from whatever has settled", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 6 }), (chosen, contextLength) => {
        const model = modelOf(architecture, chosen);
        const settled = changeModel(model, settlingChanges(model, contextLength));
        expect(changeModel(settled, settlingChanges(settled, contextLength))).toEqual(settled);
        expect(describeGraph(buildGraph(settled, contextLength, 7)).at(-1)).toMatchObject({ picture: "scores" });
      }),
    );
  });

  it("lets a setting that it does not have rest", () => {
    const model = firstModel(architecture);
    for (const name of modelSettingNames.filter((other) => !hasSetting(model, other))) {
      expect(restReason(model, name, 8), name).not.toBeNull();
    }
  });
});

describe("the settings of all architectures", () => {
  it("stand in the order that each architecture gives them", () => {
    for (const { settings } of Object.values(architectures)) {
      const own: readonly string[] = Object.keys(settings);
      expect(modelSettingNames.filter((name) => own.includes(name))).toEqual(own);
    }
  });

  it("have their widest range, and the architecture's own where one is chosen", () => {
    expect(modelSettings.layers).toMatchObject({ min: 1, max: 48 });
    expect(settingOf(firstModel("mlp"), "layers")).toMatchObject({ min: 1, max: 6 });
    expect(settingOf(firstModel("gru"), "layers")).toMatchObject({ min: 1, max: 3 });
    expect(settlingChanges(changeModel(firstModel("gru"), { layers: 6 }), 8)).toMatchObject({ layers: 3 });
  });
});
