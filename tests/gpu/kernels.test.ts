// Every kernel of the WebGPU target beside plain loops.
import { afterAll, beforeAll } from "vitest";
import { describeMatmul } from "../engine/plan/support/suites/matmul-kernel";
import { describeColumnSums, describeElementwise, describeWindows } from "../engine/plan/support/suites/row-kernels";
import { expectAsPlain } from "./against-plain";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

describeElementwise(expectAsPlain);
describeWindows(expectAsPlain);
describeMatmul(expectAsPlain);
describeColumnSums(expectAsPlain);
