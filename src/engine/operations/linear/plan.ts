// Linear map with bias, activation and residual in the product's epilogue.
import { matmulCall } from "../../plan/matmul-call";
import type { OperationPlan } from "../../plan/operation-plan";
import { followerOf } from "../../plan/stage";
import { planPointwiseBackward } from "../activation/plan";
import { planColumnSums } from "../column-sums/plan";

/** (…,I) -> (…,O), then activation and residual where the stage has them. */
export const linearPlan: OperationPlan<"linear"> = (stage, plan) => {
  const { op, input } = stage.lead;
  const [inputs, outputs] = op.weight.shape;
  const rows = plan.rows(stage.lead);
  const activation = followerOf(stage, "activation")?.op.fn ?? null;
  const residual = followerOf(stage, "add")?.op.with ?? null;
  const x = plan.value(input);
  const weight = plan.parameter(op.weight);
  const output = plan.temporary("linear", rows * outputs);
  const preActivation = activation === null || !plan.training ? null : plan.temporary("preActivation", output.words);
  plan.emit(
    matmulCall({
      a: x,
      b: weight,
      c: output,
      m: rows,
      n: outputs,
      k: inputs,
      bias: op.bias === null ? null : plan.parameter(op.bias),
      activation,
      preActivation,
      residual: residual === null ? null : plan.value(residual),
    }),
  );
  return {
    output,
    backward(dY, gradients) {
      const slope = preActivation === null ? null : { x: preActivation, activation };
      const dProduct = slope === null ? dY : planPointwiseBackward(plan, dY, slope);
      const dWeight = gradients.parameter(op.weight);
      plan.emit(matmulCall({ a: x, b: dProduct, c: dWeight, m: inputs, n: outputs, k: rows, transposeA: true }));
      if (op.bias !== null) planColumnSums(plan, dProduct, gradients.parameter(op.bias), outputs);
      const { buffer: c, accumulate } = gradients.target(input, rows * inputs);
      plan.emit(
        matmulCall({ a: dProduct, b: weight, c, m: rows, n: inputs, k: outputs, transposeB: true, accumulate }),
      );
      if (residual !== null) gradients.share(residual, dY);
    },
  };
};
