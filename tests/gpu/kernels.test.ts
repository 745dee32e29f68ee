// Every kernel of the WebGPU target beside plain loops.
import { afterAll, beforeAll } from "vitest";
import { describeMatmul } from "../engine/plan/support/suites/matmul-kernel";
import {
  describeColumnSums,
  describeElementwise,
  describeEmbedding,
  describeWindows,
} from "../engine/plan/support/suites/row-kernels";
import { describeCrossEntropy, describeUpdate } from "../engine/plan/support/suites/update-kernels";
import { expectAsPlain } from "./against-plain";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

for (const declare of [
  describeElementwise,
  describeColumnSums,
  describeEmbedding,
  describeWindows,
  describeCrossEntropy,
  describeUpdate,
  describeMatmul,
]) {
  // A combination is a program of its own, which software takes seconds to compile.
  declare(expectAsPlain, "choices");
}
