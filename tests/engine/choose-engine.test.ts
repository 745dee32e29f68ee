// Opening an engine where there is no WebGPU, as in plain Node.

import { expect, it, vi } from "vitest";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { chooseEngine } from "@/engine/choose-engine";
import { oracleLogits, toFloat64 } from "../oracle/oracle";
import { unwrap } from "./support/desks";
import { runSteps } from "./support/open-session";
import { quietHost } from "./support/quiet-host";
import { tinyOptimizers, tinyRequest } from "./support/tiny-models";
import { largestDifference } from "./support/truth-suite";

it("runs tfjs on wasm when asked for tfjs, and says that WebGPU is missing", async () => {
  expect(await chooseEngine("reference", null, quietHost())).toMatchObject({
    ok: true,
    value: { device: { id: "reference-wasm", adapter: null, threads: 1, reason: "noWebGpu" } },
  });
});

it("goes on to the next device when one cannot run", async () => {
  const chosen = await chooseEngine("reference", "webgl", quietHost());
  expect(chosen).toMatchObject({ ok: true, value: { device: { id: "reference-wasm", reason: "fallback" } } });
});

it("trains by tfjs and writes by plain loops where there is no SIMD", async () => {
  vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
  const engine = unwrap(await chooseEngine("auto", null, quietHost()));
  expect(engine.device).toMatchObject({ id: expect.stringMatching(/^reference-/), reason: "fallback" });
  const request = tinyRequest("attention", tinyOptimizers.sgd);
  const session = await engine.open(request);
  await runSteps(session, { optimizer: tinyOptimizers.sgd, gradientClip: null }, 2);
  const { tensors } = await session.readState();
  session.dispose();
  const decoder = await engine.openDecoder({ graph: request.graph, tensors, fillId: 0, window: "auto" });
  const text = [1, 5, 2, 0, 7];
  const logits = text.map((token) => decoder.feed([token])).at(-1) ?? [];
  const expected = oracleLogits(request.graph, toFloat64(tensorsInMemory(tensors)), [text]).slice(
    -request.graph.vocabularySize,
  );
  expect(largestDifference(logits, expected)).toBeLessThan(1e-5);
  decoder.dispose();
  engine.dispose();
});
