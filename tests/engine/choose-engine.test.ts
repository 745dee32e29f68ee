// Opening an engine where there is no WebGPU, as in plain Node.
import { expect, it } from "vitest";
import { chooseEngine } from "@/engine/choose-engine";

it("runs tfjs on wasm when asked for tfjs, and says that WebGPU is missing", async () => {
  expect(await chooseEngine("reference", null, () => undefined)).toMatchObject({
    ok: true,
    value: { device: { id: "reference-wasm", adapter: null, threads: 1, reason: "noWebGpu" } },
  });
});

it("goes on to the next device when one cannot run", async () => {
  const chosen = await chooseEngine("reference", "webgl", () => undefined);
  expect(chosen).toMatchObject({ ok: true, value: { device: { id: "reference-wasm", reason: "fallback" } } });
});
