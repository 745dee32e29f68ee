// A GPT-2 out of its files on WebGPU: PyTorch's figures with all weights and with adapters trained, and adapters that
// change nothing before they have learned.
import { afterAll, beforeAll, describe } from "vitest";
import { describeFreshAdapters, describeGpt2Truth } from "../engine/plan/support/gpt2-suite";
import { openWebGpuDevice } from "./against-plain";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

describe("on WebGPU", () => {
  const open = () => openWebGpuDevice({ cheapWorkgroupMemory: false, mostOperations: 1e9 });
  describeGpt2Truth(open);
  describeFreshAdapters(open, ["gpt2-tied", "gru-learned-every"]);
});
