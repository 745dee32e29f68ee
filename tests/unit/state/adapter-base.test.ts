import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { adapterBaseOf } from "@/domain/run/adapter-base";
import { createRun, type Run } from "@/domain/run/run";
import { baseOfAdapter } from "@/state/bases/adapter-base";

const model = changeModel(defaultConfig.model, { architecture: "gpt2" });
const data = { name: "poems", hash: "1" } as unknown as Run["data"];
const origin = { listed: "machado", name: "Machado, small", licence: null, dtype: "F16", bytes: 1 } as const;

function run(id: string, parent: Run | null, tuning: Partial<RunConfig["tuning"]> = {}, more: Partial<Run> = {}): Run {
  const config = { ...defaultConfig, model, tuning: { ...defaultConfig.tuning, ...tuning } };
  const from = parent && { id: parent.id, name: parent.name, step: 0, dataset: "poems" };
  return { ...createRun({ id, name: id, config, data, colour: 1, parent: from }), ...more };
}

const lora = { trains: "lora", loraRank: 2 } as const;
const listed = run("a", null, {}, { origin, name: origin.name });
const first = run("first", listed, lora);
const second = run("second", first, lora);
const wider = run("wider", first, { ...lora, loraRank: 4 });
const other = { ...run("other", null), config: defaultConfig };
const runs = new Map([listed, first, second, wider, other].map((each) => [each.id, each]));

describe("the base of an adapter", () => {
  it("is what its run began with, or what that one did whose adapters went on", () => {
    expect([first, second, wider].map((each) => adapterBaseOf(each, runs))).toEqual(["machado", "machado", "first"]);
    expect(adapterBaseOf(first, new Map())).toBe("Machado, small");
  });

  it("is found by the name that it tells, else the model at hand without adapters of its own", () => {
    const list = { models: [{ id: "school" }], elsewhere: [] } as unknown as Parameters<
      typeof baseOfAdapter
    >[1]["list"];
    const at = { runs, chosen: "", open: null, list };
    expect(baseOfAdapter("first", at)).toBe("first");
    expect(baseOfAdapter("Machado, small", at)).toBe("machado");
    expect(baseOfAdapter("school", at)).toBe("school");
    expect(baseOfAdapter("gpt2", at)).toBeNull();
    expect(baseOfAdapter("gpt2", { ...at, open: "other" })).toBeNull();
    expect(baseOfAdapter("gpt2", { ...at, open: "second" })).toBe("machado");
    expect(baseOfAdapter("", { ...at, chosen: "machado", open: "wider" })).toBe("machado");
    expect(baseOfAdapter("", { ...at, chosen: "not here yet" })).toBe("not here yet");
  });
});
