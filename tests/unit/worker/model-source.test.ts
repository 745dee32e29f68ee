// Which weights of a run others begin with.

import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { NamedTensors } from "@/domain/named-tensors";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { freshProgress } from "@/domain/training/progress";
import { readWeightsOf } from "@/worker/model-source";
import type { RestingRun } from "@/worker/resting-runs";
import type { RunDesk } from "@/worker/run-desk";

const tensorsOf = (value: number): NamedTensors => new Map([["w", { shape: [1], data: Float32Array.of(value) }]]);
const row = { trainLoss: 1, trainAccuracy: 0, validationLoss: null, validationAccuracy: null, learningRate: 0.1 };

/** A desk with a run at rest: newest weights 2 at `step`, its best epoch at step 7, those weights 1 if they are held. */
function deskWith(step: number, holdsBest: boolean): RunDesk {
  const progress = { ...freshProgress, step, epochs: [{ ...row, epoch: 1, step: 7 }] };
  const best = holdsBest ? { state: { step: 7, tensors: tensorsOf(1) } } : null;
  const checkpoint = { tensors: tensorsOf(2), details: { progress, config: defaultConfig } };
  const resting = { checkpoint, best } as unknown as RestingRun;
  const runs = new Map([["run", resting]]);
  return { activeOf: () => null, resting: { get: (id: string) => runs.get(id) ?? null } } as unknown as RunDesk;
}

const read = async (...[desk, which]: readonly [RunDesk, "last" | "best"]) => {
  const weights = await readWeightsOf(desk, "run", which);
  return weights.ok ? tensorsInMemory(weights.value.tensors).get("w")?.data[0] : weights.error.code;
};

describe("the weights that another run begins with", () => {
  it("are the newest or the best, as asked for", async () => {
    expect(await read(deskWith(20, true), "last")).toBe(2);
    expect(await read(deskWith(20, true), "best")).toBe(1);
  });

  it("are none where the best are gone, or the run is", async () => {
    expect(await read(deskWith(20, false), "best")).toBe("noModel");
    expect(await readWeightsOf(deskWith(7, true), "other", "best")).toMatchObject({ ok: false });
  });
});
