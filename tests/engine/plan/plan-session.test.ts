// Sessions of the plan engine on the WASM kernels: the promises of all sessions, and the memory that was foretold.
import { describe, expect, it } from "vitest";
import { buildGraph } from "@/domain/architectures/model-config";
import { presets } from "@/domain/config/presets";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import { readPieces, type StateTensors, type StoredTensor } from "@/domain/stored-tensor";
import type { Engine, StepSettings } from "@/engine/engine";
import { placeOf } from "@/engine/plan/contract/device-buffer";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { describeLending } from "../support/lending-suite";
import { runSteps } from "../support/open-session";
import { describeSession } from "../support/session-suite";
import { tinyModels, tinyOptimizers, tinyRequest } from "../support/tiny-models";
import { openPlan } from "./support/open-plan";
import { openWasmDevice } from "./support/open-wasm";

const optimizer = tinyOptimizers.adamw;
const settings: StepSettings = { optimizer, gradientClip: null };
const report = { id: "plan-wasm", adapter: null, threads: 1, reason: "requested" } as const;

function openEngine(): Engine {
  return createPlanEngine(wasmTarget(report, () => openWasmDevice(1)));
}

describe("a plan session", () => {
  describeSession((request) => openEngine().open(request));
  describeLending((request) => openEngine().open(request));

  it.each(tinyModels)("holds what was predicted for %s, however long it trains", async (model) => {
    const request = tinyRequest(model, optimizer);
    const engine = openEngine();
    const session = await engine.open(request);
    const before = session.memory();
    for (let round = 0; round < 20; round++) {
      await runSteps(session, settings, 100);
      await session.evaluate("validation", 0, 20 + round);
      await session.readState();
      await session.isSound();
      session.keep("good");
    }
    expect(session.memory()).toEqual(before);
    expect(before.bytes).toBe(engine.predictMemory(request).bytes);
  });

  it("lends large tensors a piece at a time, and copies none of them whole", async () => {
    const tiny = tinyRequest("mlp", optimizer);
    const vocabularySize = 40_000;
    const graph = buildGraph(presets["first-song"].config.model, tiny.graph.contextLength, vocabularySize);
    const read: number[] = [];
    const watched = async () => {
      const device = await openWasmDevice(1);
      const download = device.download.bind(device);
      device.download = (buffer) => {
        read.push(buffer.words);
        return download(buffer);
      };
      return device;
    };
    const windows = { ...tiny.windows, vocabularySize };
    const { session } = await openPlan({ ...tiny, graph, windows }, watched);
    const { tensors } = await session.lendState("weights");
    expect(read).toEqual([]);
    const openDecoder = async (from: StateTensors) =>
      createPlanDecoder(await openWasmDevice(1), graph, from, { fillId: 0, chooseForm: () => "fast" });
    const decoder = await openDecoder(tensors);
    // From memory to memory.
    expect(read).toEqual([]);
    for (const [name, tensor] of tensors)
      for await (const piece of readPieces(name, tensor as StoredTensor)) void piece;
    const sizes = graphParameters(graph).map(({ shape }) => sizeOf(shape));
    expect(Math.max(...sizes)).toBeGreaterThan(2 ** 21);
    expect(Math.max(...read)).toBe(2 ** 21);
    expect(read.reduce((sum, words) => sum + words, 0)).toBe(sizes.reduce((sum, size) => sum + size, 0));
    const copied = await openDecoder((await session.readState("weights")).tensors);
    expect(decoder.feed([5])).toEqual(copied.feed([5]));
    session.dispose();
  });

  it("touches no memory of slots before the first step of a state without them, and clears them in a later one", async () => {
    const request = tinyRequest("attention", optimizer);
    const names = new Set<string>();
    const watched = async () => {
      const device = await openWasmDevice(1);
      const upload = device.upload.bind(device);
      device.upload = (buffer, data) => {
        names.add(placeOf(buffer).whole.name);
        upload(buffer, data);
      };
      return device;
    };
    const { session, plan, device } = await openPlan(request, watched);
    const slots = plan.store.slots.map(({ name }) => name);
    expect(slots.filter((name) => names.has(name))).toEqual([]);
    await runSteps(session, settings, 3);
    const { tensors } = await session.readState("weights");
    await session.writeState({ step: 0, tensors });
    for (const slot of plan.store.slots) expect((await device.download(slot)).every((value) => value === 0)).toBe(true);
    session.dispose();
  });
});
