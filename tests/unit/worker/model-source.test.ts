// Which weights of a run others begin with.

import { describe, expect, it } from "vitest";
import { changeModel } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { adapterNames } from "@/domain/graph/adapters";
import type { NamedTensors } from "@/domain/named-tensors";
import { success } from "@/domain/result";
import { isStored, tensorsInMemory } from "@/domain/stored-tensor";
import { freshProgress } from "@/domain/training/progress";
import type { ActiveRun } from "@/worker/active-run";
import { readWeightsOf, withCheckpointOf } from "@/worker/model-source";
import type { RestingRun } from "@/worker/resting-runs";
import type { RunDesk } from "@/worker/run-desk";
import { SerialQueue } from "@/worker/serial-queue";

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

const adapter = adapterNames("w.weight").down;

/** A desk with an open run, whose session gives weights 3 to be copied and lends 4, where they lie. */
function deskWithOpen(config: RunConfig) {
  const queue = new SerialQueue();
  const lent = { shape: [1], dtype: "F32", bytes: new Blob([Float32Array.of(4)]) } as const;
  const session = {
    readState: async () => ({ step: 1, tensors: tensorsOf(3) }),
    lendState: async () => ({ step: 1, tensors: new Map(["w", adapter].map((name) => [name, lent])) }),
  };
  const tokenizer = { state: { kind: "character", vocabulary: ["a", "b"], specialCount: 0, padId: null } };
  const active = {
    id: "run",
    config,
    graph: buildRunGraph(config, 2),
    data: { tokenizer, template: "", dataset: { id: null, name: "", hash: "" } },
    training: { session, progress: freshProgress, settings: config.training, trainingMilliseconds: 0 },
    queue,
  } as unknown as ActiveRun;
  return { desk: { activeOf: () => active } as unknown as RunDesk, queue };
}

const large: RunConfig = {
  ...defaultConfig,
  model: changeModel(defaultConfig.model, { architecture: "gpt2", layers: 12, heads: 12, embeddingSize: 768 }),
};

describe("the weights of an open run", () => {
  it("are copied of a small one", async () => {
    const { desk } = deskWithOpen(defaultConfig);
    const used = await withCheckpointOf(desk, "run", async ({ tensors }) => success(tensors));
    expect(used).toEqual(success(tensorsOf(3)));
  });

  it("are used where they lie of a large one, adapters in memory", async () => {
    const { desk } = deskWithOpen(large);
    const used = await withCheckpointOf(desk, "run", async ({ tensors }) => success(tensors));
    const tensors = used.ok ? used.value : new Map();
    expect(isStored(tensors.get("w"))).toBe(true);
    expect(tensors.get(adapter)).toEqual({ shape: [1], data: Float32Array.of(4) });
  });

  it("stay as they are while they are used: whatever trains waits", async () => {
    const { desk, queue } = deskWithOpen(large);
    const order: string[] = [];
    const used = withCheckpointOf(desk, "run", async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push("used");
      return success(null);
    });
    const step = queue.run(() => order.push("a step"));
    await Promise.all([used, step]);
    expect(order).toEqual(["used", "a step"]);
  });
});
