import { describe, expect, it } from "vitest";
import type { RunLabel } from "@/domain/checkpoint/run-label";
import { defaultConfig } from "@/domain/config/defaults";
import { freshProgress } from "@/domain/training/progress";
import type { RunData } from "@/worker/plan-request";
import { type RestingRun, RestingRuns, restingOfFile } from "@/worker/resting-runs";

const status = { state: "paused", reason: null, error: null } as const;
const row = { trainLoss: 1, trainAccuracy: 0, validationLoss: null, validationAccuracy: null, learningRate: 0.1 };

/** A run out of a file whose weights take `bytes`, standing at its best epoch at step 7. */
function restingRun(bytes: number, step = 7): RestingRun {
  const progress = { ...freshProgress, step, epoch: 1, epochs: [{ ...row, epoch: 1, step: 7 }] };
  const details = {
    formatVersion: 1,
    config: defaultConfig,
    tokenizer: { kind: "character", vocabulary: ["a"], specialCount: 0, padId: null },
    template: "",
    dataset: { id: null, name: "a.txt", hash: "" },
    progress,
    trainingSeconds: 9,
  } as const;
  const tensors = new Map([["w", { shape: [bytes / 4], data: new Float32Array(bytes / 4) }]]);
  const best = step === 7 ? { state: { step, tensors }, progress } : null;
  return { checkpoint: { tensors, details }, status, data: null, best, memory: null };
}

function restingPlace(mostBytes: number) {
  const told: (readonly [string, readonly string[]])[] = [];
  const runs = new RestingRuns(
    (id, { checkpoints }) => void told.push([id, checkpoints.map(({ kind }) => kind)]),
    mostBytes,
  );
  return { runs, told };
}

describe("runs at rest", () => {
  it("are told with whether their data rest with them", () => {
    const told: boolean[] = [];
    const runs = new RestingRuns((_id, { hasData }) => void told.push(hasData), 1000);
    const windows = { tokens: new Uint16Array(1) };
    runs.put("a", { ...restingRun(400), data: { windows } as unknown as RunData });
    runs.put("b", restingRun(900));
    // The second took the room of the first.
    expect(told).toEqual([true, false, false]);
  });

  it("go one by one, the oldest first, where there is no room for all, and that is told", () => {
    const { runs, told } = restingPlace(1000);
    runs.put("a", restingRun(400));
    runs.put("b", restingRun(400, 8));
    runs.put("c", restingRun(400));
    expect(["a", "b", "c"].map((id) => runs.get(id) !== null)).toEqual([false, true, true]);
    expect(told).toEqual([
      ["a", ["best", "last"]],
      ["b", ["last"]],
      ["c", ["best", "last"]],
      ["a", []],
    ]);
  });

  it("count as newest when they come to rest anew", () => {
    const { runs } = restingPlace(1000);
    for (const id of ["a", "b", "a", "c"]) runs.put(id, restingRun(400));
    expect(["a", "b", "c"].map((id) => runs.get(id) !== null)).toEqual([true, false, true]);
  });

  it("stay where they share their weights, and the newest whatever it takes", () => {
    const { runs } = restingPlace(1000);
    const run = restingRun(900);
    runs.put("a", run);
    runs.put("b", run);
    expect(runs.get("a")).not.toBeNull();
    runs.put("c", restingRun(4000));
    expect(["a", "b", "c"].map((id) => runs.get(id) !== null)).toEqual([false, false, true]);
  });

  it("stand as their file tells where the page knows nothing of them", () => {
    const { checkpoint } = restingRun(4);
    const rest = { state: "finished", reason: "epochsDone", endStep: 7 } as const;
    const file = { ...checkpoint, label: { rest } as RunLabel };
    const ended = { state: "finished", reason: "epochsDone", error: null };
    expect(restingOfFile(file, null, null).status).toEqual(ended);
    expect(restingOfFile(checkpoint, null, null).status).toEqual(status);
    const known = { status: { ...ended, state: "stopped", reason: "stoppedByUser" }, best: null, base: null } as const;
    expect(restingOfFile(file, null, { ...known, step: 7 }).status).toEqual(known.status);
    expect(restingOfFile(file, null, { ...known, step: 8 }).status).toEqual(status);
  });
});
