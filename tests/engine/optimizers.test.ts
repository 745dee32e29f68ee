// Five steps of every optimizer against PyTorch, and against Keras' form of RMSProp.
import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { optimizerSlots } from "@/domain/training/optimizer";
import { clipGradients } from "@/engine/reference/clip-gradients";
import { updateParameter } from "@/engine/reference/optimizers/update-parameter";
import { loadOptimizerTruth, type OptimizerCase } from "../truth/load-truth";
import { useBackend } from "./support/backend";
import { largestDifference } from "./support/truth-suite";

const TOLERANCE = 1e-6;
const truth = loadOptimizerTruth();

interface TrainedTensor {
  readonly parameter: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
}

function advance(test: OptimizerCase, before: readonly TrainedTensor[], step: number): readonly TrainedTensor[] {
  const raw = truth.gradients[step - 1].map((data, index) => tf.tensor([...data], before[index].parameter.shape));
  const { gradients } = clipGradients(raw, test.gradientClip);
  return before.map(({ parameter, slots }, index) =>
    updateParameter(test.optimizer.kind, {
      parameter,
      slots,
      gradient: gradients[index],
      settings: test.optimizer,
      learningRate: test.learningRate,
      step,
    }),
  );
}

describe.each(["cpu", "wasm"] as const)("optimizers on %s", (backend) => {
  useBackend(backend);

  it.each(truth.cases.map((test) => [test.name, test] as const))("%s takes PyTorch's five steps", async (_, test) => {
    let state: readonly TrainedTensor[] = truth.parameters.map(({ data, shape }) => ({
      parameter: tf.tensor([...data], [...shape]),
      slots: optimizerSlots[test.optimizer.kind].map(() => tf.zeros([...shape])),
    }));
    for (const [index, expected] of test.after.entries()) {
      state = advance(test, state, index + 1);
      for (const [parameter, values] of expected.entries()) {
        expect(largestDifference(await state[parameter].parameter.data(), values)).toBeLessThan(TOLERANCE);
      }
    }
  });

  it("leaves gradients alone that are within the limit", async () => {
    const { norm, gradients } = clipGradients([tf.tensor1d([0.3]), tf.tensor1d([0.4])], 0.6);
    expect((await norm.data())[0]).toBeCloseTo(0.5, 6);
    expect((await gradients[1].data())[0]).toBeCloseTo(0.4, 6);
  });

  it("scales a gradient of zeros to zeros", async () => {
    const { gradients } = clipGradients([tf.zeros([3])], 1);
    expect([...(await gradients[0].data())]).toEqual([0, 0, 0]);
  });
});
