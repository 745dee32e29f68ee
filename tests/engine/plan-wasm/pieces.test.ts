// Every kernel in every build and thread count, on sizes that make several pieces of work.
import { afterAll } from "vitest";
import { describeMatmul } from "../plan/support/suites/matmul-kernel";
import {
  describeColumnSums,
  describeElementwise,
  describeEmbedding,
  describeLayerNorm,
  describeWindows,
} from "../plan/support/suites/row-kernels";
import { describeAttention, describeAttentionCache, describeGru } from "../plan/support/suites/sequence-kernels";
import { describeCrossEntropy, describeUpdate } from "../plan/support/suites/update-kernels";
import { expectAsPlain } from "./against-plain";
import { closeBenches } from "./laboratory";

afterAll(closeBenches);

for (const declare of [
  describeMatmul,
  describeElementwise,
  describeLayerNorm,
  describeColumnSums,
  describeEmbedding,
  describeWindows,
  describeCrossEntropy,
  describeUpdate,
  describeGru,
  describeAttention,
  describeAttentionCache,
]) {
  declare(expectAsPlain);
}
