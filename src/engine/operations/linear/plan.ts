// Linear map with bias, activation and residual in the product's epilogue.

import { linearSides } from "@/domain/graph/shapes";
import { followerOf } from "../../plan/contract/fusion-group";
import type { OperationPlan } from "../../plan/contract/operation-plan";
import { planColumnSums } from "../column-sums/plan";
import { matmulCall, planWeightGradient } from "../matmul/plan";
import { planMultiply } from "../multiply/plan";

/** (…,I) -> (…,O), then activation and residual where the group has them. */
export const linearPlan: OperationPlan<"linear"> = (group, plan) => {
  const { op, input } = group.lead;
  const { inputs, outputs } = linearSides(op);
  const rows = plan.rows(group.lead);
  const activation = followerOf(group, "activation")?.op.fn ?? null;
  const residual = followerOf(group, "add")?.op.with ?? null;
  const x = plan.value(input);
  const weight = { b: plan.parameter(op.weight), bInHalves: op.weight.storage === "float16" };
  const output = plan.temporary("linear", rows * outputs);
  const slopes = activation === null || !plan.training ? null : plan.temporary("slopes", output.words);
  plan.emit(
    matmulCall({
      a: x,
      ...weight,
      c: output,
      m: rows,
      n: outputs,
      k: inputs,
      transposeB: op.transposed,
      bias: op.bias === null ? null : plan.parameter(op.bias),
      activation,
      slopes,
      residual: residual === null ? null : plan.value(residual),
    }),
  );
  return {
    output,
    backward(dY, gradients) {
      const dProduct = slopes === null ? dY : planMultiply(plan, dY, slopes);
      const factors = op.transposed ? { x: dProduct, dY: x, rows } : { x, dY: dProduct, rows };
      gradients.parameterSum(op.weight, (target) => planWeightGradient(plan, factors, target));
      if (op.bias !== null) gradients.parameter(op.bias, (dBias) => planColumnSums(plan, dProduct, dBias, outputs));
      gradients.add(input, rows * inputs, ({ buffer: c, accumulate }) => {
        const sides = { m: rows, n: inputs, k: outputs, transposeB: !op.transposed };
        plan.emit(matmulCall({ a: dProduct, ...weight, c, ...sides, accumulate }));
      });
      if (residual !== null) gradients.share(residual, dY);
    },
  };
};
