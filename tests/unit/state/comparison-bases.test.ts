import { describe, expect, it } from "vitest";
import { basesOf } from "@/state/comparison-commands";
import { runOf } from "./fake-client";

const held = (...runs: ReturnType<typeof runOf>[]) => new Map(runs.map((run) => [run.id, run]));
const origin = { listed: "machado", name: "Machado", licence: null, dtype: "F16", bytes: 2 } as const;
const base = runOf({ id: "base", origin, data: { ...runOf().data, hash: "" } });

describe("what a run is compared with", () => {
  it("is first the weights that its seed gave, or the run whose weights it began with", () => {
    const fresh = runOf({ id: "fresh" });
    const parent = { id: base.id, name: base.name, step: 0, dataset: base.data.name };
    const child = runOf({ id: "child", parent });
    const runs = held(base, fresh, child);
    expect(basesOf(fresh, runs)).toEqual(["start", child]);
    expect(basesOf(child, runs)).toEqual([base, fresh]);
    expect(basesOf(child, held(child))).toEqual([]);
  });

  it("is nothing before the first step of a model from elsewhere, which no seed gave", () => {
    expect(basesOf(base, held(base))).toEqual([]);
  });
});
