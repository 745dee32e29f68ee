import { describe, expect, it } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import type { Run } from "@/domain/run/run";
import { rowsOf } from "@/domain/run/run-rows";
import { addCheck } from "@/domain/run/run-series";
import { freshProgress } from "@/domain/training/progress";
import { facts, runOf } from "../state/fake-client";

const row = { trainLoss: 3, trainAccuracy: 0.2, validationAccuracy: 0.4, learningRate: 0.1 };
const withRate = (id: string, learningRate: number, more: Partial<Run> = {}): Run =>
  runOf({ id, name: id, config: setByPath(defaultConfig, "training.learningRate", learningRate), ...more });

describe("rows of runs", () => {
  it("tell what was changed against the run before, and nothing of the first", () => {
    const runs = [withRate("a", 0.001), withRate("b", 0.003), withRate("c", 0.003)];
    expect(rowsOf(runs, null).map(({ comparedWith, differences }) => [comparedWith, differences])).toEqual([
      [null, []],
      ["a", [{ path: "training.learningRate", from: 0.001, to: 0.003 }]],
      ["b", []],
    ]);
  });

  it("tell what was changed against a chosen base, whichever run that is", () => {
    const runs = [withRate("a", 0.001), withRate("b", 0.003), withRate("c", 0.01)];
    expect(rowsOf(runs, "b").map(({ comparedWith, differences }) => [comparedWith, differences[0]?.from])).toEqual([
      ["b", 0.003],
      [null, undefined],
      ["b", 0.003],
    ]);
  });

  it("leave out what has no effect in either run, and name other data", () => {
    const mlp = setByPath(defaultConfig, "model.architecture", "mlp");
    const heads = setByPath(mlp, "model.heads", 8);
    const runs = [
      runOf({ id: "a", config: setByPath(mlp, "model.heads", 2) }),
      runOf({ id: "b", config: heads, data: { ...runOf().data, name: "poemas.txt", hash: "p" } }),
      runOf({ id: "c", config: setByPath(heads, "model.architecture", "attention") }),
    ];
    const [, second, third] = rowsOf(runs, null);
    expect(second).toMatchObject({ differences: [], otherData: "poemas.txt" });
    expect(third?.differences.map(({ path }) => path)).toEqual(["model.architecture"]);
    expect(rowsOf([runs[0], runs[2]] as Run[], null)[1]?.differences.map(({ path }) => path)).toContain("model.heads");
  });

  it("call a base by its name, now or at the start, whether it was chosen by its id or out of the list", () => {
    const base = "f44e079e7813abcd";
    const origin = { listed: null, name: "gpt2", licence: null, dtype: "F16", bytes: 2 } as const;
    const model = runOf({ id: base, name: "GPT-2", origin });
    const listed = runOf({ id: "b", name: "Machado", origin: { ...origin, listed: "machado" } });
    const parent = { id: base, name: "gpt2", step: 0, dataset: "" };
    const tuned = runOf({ id: "c", config: { ...defaultConfig, base }, parent });
    const other = runOf({ id: "d", config: { ...defaultConfig, base: "machado" } });
    const basesOf = (...runs: readonly Run[]) =>
      rowsOf(runs, null)
        .at(-1)
        ?.differences.flatMap(({ path, from, to }) => (path === "base" ? [[from, to]] : []));
    expect(basesOf(model, tuned)).toEqual([["", "GPT-2"]]);
    expect(basesOf({ ...model, name: "mine" }, tuned)).toEqual([["", "mine"]]);
    expect(basesOf(model, listed, tuned, other)).toEqual([["GPT-2", "Machado"]]);
    expect(basesOf(runOf({ id: "e" }), tuned)).toEqual([["", "gpt2"]]);
  });

  it("hold the newest look at the validation until an epoch has ended", () => {
    const run = withRate("a", 0.1);
    for (const step of [10, 20]) addCheck(run.series, { step, loss: 30 / step, accuracy: step / 100 });
    expect(rowsOf([run], null)[0].best).toEqual({
      loss: 1.5,
      bitsPerCharacter: 1.5 / Math.LN2,
      accuracy: 0.2,
      onValidation: true,
      step: 20,
      isBest: false,
    });
  });

  it("hold the best epoch, steps, time and device, and nothing of a run that has not begun", () => {
    const epochs = [
      { ...row, epoch: 1, step: 20, validationLoss: 4 },
      { ...row, epoch: 2, step: 40, validationLoss: 2 },
      { ...row, epoch: 3, step: 60, validationLoss: 3 },
    ];
    const pace = { trainingSeconds: 12, tokensPerSecond: 1, stepMilliseconds: 1 };
    const run = withRate("a", 0.1, { progress: { ...freshProgress, step: 60, epoch: 3, epochs }, facts, pace });
    expect(rowsOf([run], null)[0]).toMatchObject({
      best: { loss: 2, accuracy: 0.4, step: 40, isBest: true },
      steps: 60,
      seconds: 12,
      device: facts.device,
      parameterCount: facts.parameterCount,
    });
    const fresh = { best: null, steps: null, seconds: null, device: null };
    expect(rowsOf([withRate("b", 0.1)], null)[0]).toMatchObject(fresh);
  });
});
