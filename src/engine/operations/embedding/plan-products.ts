// Embedding, flatten and linear as tables of products. A token's share of the linear's output depends on
// nothing but its id and its position, so all V*T shares are computed once and each row of the batch adds
// up T of them: T*V*C*O multiply-adds in place of B*T*C*O.
import type { OpOf } from "@/domain/graph/model-graph";
import { type DeviceBuffer, partOf } from "../../plan/contract/device-buffer";
import type { PlanContext, PlannedGroup } from "../../plan/contract/operation-plan";
import { planColumnSums } from "../column-sums/plan";
import { matmulCall } from "../matmul/plan";

/** tokens (B,T) -> (B,O); table (V,C), weight (T*C,O) */
export function planProducts(op: OpOf<"embedding">, linear: OpOf<"linear">, plan: PlanContext): PlannedGroup {
  const [vocabulary, channels] = op.table.shape;
  const [, columns] = linear.weight.shape;
  const { ids, batch, positions } = plan;
  const table = plan.parameter(op.table);
  const weight = { b: plan.parameter(linear.weight), bInHalves: linear.weight.storage === "float16" };
  const shape = { batch, positions, vocabulary, columns };
  const stride = { weight: channels * columns, products: vocabulary * columns };
  const products = plan.temporary("products", positions * stride.products);
  const output = plan.temporary("linear", batch * columns);
  plan.emit(
    matmulCall({
      a: table,
      ...weight,
      c: products,
      m: vocabulary,
      n: columns,
      k: channels,
      batch: { count: positions, a: 0, b: stride.weight, c: stride.products },
    }),
  );
  const bias = linear.bias === null ? null : plan.parameter(linear.bias);
  plan.emit({ kind: "gatherSum", ids, products, bias, y: output, ...shape });
  return {
    output,
    backward(dY, gradients) {
      const sums: DeviceBuffer = plan.temporary("sums", products.words);
      plan.emit({ kind: "scatterSum", ids, dY, sums, ...shape });
      gradients.parameter(linear.weight, (c) => {
        const batch = { count: positions, a: 0, b: stride.products, c: stride.weight };
        const sides = { m: channels, n: columns, k: vocabulary };
        plan.emit(matmulCall({ a: table, b: sums, c, ...sides, transposeA: true, batch }));
      });
      gradients.parameter(op.table, (c) => {
        const batch = { count: positions, a: stride.products, b: stride.weight, c: 0 };
        const sides = { m: vocabulary, n: channels, k: columns };
        plan.emit(matmulCall({ a: sums, ...weight, c, ...sides, transposeB: true, batch }));
      });
      const { bias: param } = linear;
      if (param === null) return;
      // Every row has one id at the first position, so that the sums by id there are those over all rows.
      const first = partOf(sums, "firstSums", 0, stride.products);
      gradients.parameter(param, (dBias) => planColumnSums(plan, first, dBias, columns));
    },
  };
}
