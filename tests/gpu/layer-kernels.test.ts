// Kernels of the WebGPU target that take other forms on other devices, each form beside plain loops.
import { afterAll, beforeAll } from "vitest";
import { describeLayerNorm } from "../engine/plan/support/suites/row-kernels";
import { describeAttention, describeGru } from "../engine/plan/support/suites/sequence-kernels";
import { expectAsPlain } from "./against-plain";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

describeLayerNorm(expectAsPlain, "choices");
describeAttention(expectAsPlain, "choices");
describeGru(expectAsPlain, "choices");
