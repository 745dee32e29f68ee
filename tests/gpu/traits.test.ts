// What is found out about a software adapter.
import { afterAll, beforeAll, expect, it } from "vitest";
import { measureTraits } from "@/engine/plan/webgpu/traits";
import { installWebGpu, openGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

it("finds workgroup memory dear where a processor takes the place of a card", async () => {
  expect(await measureTraits(await openGpu())).toMatchObject({ cheapWorkgroupMemory: false });
});
