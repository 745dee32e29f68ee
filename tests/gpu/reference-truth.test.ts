// The reference engine on WebGPU against PyTorch.
import { afterAll, beforeAll, describe } from "vitest";
import { chooseSmallShaders } from "@/engine/reference/software-shaders";
import { useBackend } from "../engine/support/backend";
import { describeForeignTruth, describeTruth } from "../engine/support/truth-suite";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

describe("reference engine on webgpu", () => {
  useBackend("webgpu");
  // The usual shaders take seconds each to compile here, so a sample must do.
  describeTruth(["gru-last", "attention-every"]);
});

describe("reference engine on a webgpu that is software", () => {
  useBackend("webgpu");
  beforeAll(chooseSmallShaders);
  describeTruth();
  describeForeignTruth();
});
