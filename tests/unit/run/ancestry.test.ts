import { describe, expect, it } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { goneOriginOf, originOf, parentIdOf, runsOver, withoutRun } from "@/domain/run/ancestry";
import type { Run } from "@/domain/run/run";
import { runOf } from "../state/fake-client";

const origin = { listed: null, name: "GPT-2", licence: null, dtype: "F16", bytes: 3 } as const;

function child(id: string, of: string, trains: "all" | "lora" = "lora"): Run {
  const config = setByPath(defaultConfig, "tuning.trains", trains);
  return runOf({ id, name: id.toUpperCase(), config, parent: { id: of, name: of, step: 1, dataset: "" } });
}

function runsOf(...runs: readonly Run[]): ReadonlyMap<string, Run> {
  return new Map(runs.map((run) => [run.id, run]));
}

const line = runsOf(runOf({ id: "a", origin }), child("b", "a"), child("c", "b"), child("d", "c"));

describe("a run whose parent was deleted", () => {
  it("still comes of the model at the beginning of its line, however many between them go, in any order", () => {
    for (const gone of [["b"], ["c"], ["b", "c"], ["c", "b"]]) {
      const left = gone.reduce((runs, id) => withoutRun(runs, id), line);
      expect(originOf(left, "d")?.id, gone.join()).toBe("a");
    }
    const left = withoutRun(withoutRun(line, "b"), "a");
    expect([originOf(left, "c"), parentIdOf(left.get("c") as Run, left)]).toEqual([null, "a"]);
    // What "c" remembers of it is its place, not its name.
    expect([goneOriginOf(withoutRun(line, "a"), "d"), goneOriginOf(left, "d")]).toEqual([
      { id: "a", name: "a" },
      { id: "a", name: "" },
    ]);
  });

  it("leaves others as they are, and one without a model above it has none", () => {
    expect(withoutRun(line, "b").get("d")).toBe(line.get("d"));
    const own = runsOf(runOf({ id: "a" }), child("b", "a"), child("c", "b"));
    expect(originOf(withoutRun(own, "b"), "c")).toBeNull();
  });
});

describe("the runs that a model from elsewhere is needed for", () => {
  it("are those that have frozen weights of it, at whatever remove", () => {
    expect(runsOver(line, "a").map(({ id }) => id)).toEqual(["b", "c", "d"]);
    expect(runsOver(line, "b")).toEqual([]);
    const trained = runsOf(runOf({ id: "a", origin }), child("b", "a", "all"), child("c", "b"), child("d", "a"));
    expect(runsOver(trained, "a").map(({ id }) => id)).toEqual(["d"]);
  });

  it("are those that freeze its tables alone, too", () => {
    const whole = child("b", "a", "all");
    const config = setByPath(whole.config, "tuning.freezeEmbeddings", true);
    const runs = runsOf(runOf({ id: "a", origin }), { ...whole, config }, child("c", "b"));
    expect(runsOver(runs, "a").map(({ id }) => id)).toEqual(["b", "c"]);
  });
});
