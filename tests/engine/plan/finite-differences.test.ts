// Gradients of plans on the WASM kernels, dropout included, beside float64 finite differences.

import { expect, it } from "vitest";
import { sizeOf, trainedParameters } from "@/domain/graph/parameters";
import { randomKey } from "@/domain/random";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { batchStarts } from "@/domain/windows/batch-order";
import { countsAsTarget } from "@/domain/windows/loss-mask";
import type { StepSettings } from "@/engine/engine";
import { dropoutMask } from "@/engine/operations/dropout/mask";
import { oracleDerivative, oracleLoss, toFloat64 } from "../../oracle/oracle";
import { runSteps } from "../support/open-session";
import {
  accumulating,
  maskedRequest,
  recordRequest,
  roleModels,
  roleRequest,
  tinyModels,
  tinyOptimizers,
  tinyRequest,
} from "../support/tiny-models";
import { openPlan, readGradients } from "./support/open-plan";
import { openWasmDevice } from "./support/open-wasm";

const still: StepSettings = { optimizer: tinyOptimizers.sgd, gradientClip: null };

const cases = [
  ...tinyModels.map((model) => ({ model, request: tinyRequest(model, still.optimizer) })),
  ...tinyModels.map((model) => ({
    model: `${model} with targets left out`,
    request: maskedRequest(model, still.optimizer),
  })),
  {
    model: "attention with targets left out, four batches a step",
    request: accumulating(maskedRequest("attention", still.optimizer), 4),
  },
  { model: "attention over records, two batches a step", request: accumulating(recordRequest(still.optimizer), 2) },
  ...roleModels.map((model) => ({ model, request: roleRequest(model, still.optimizer) })),
];

it.each(cases)("of $model equal float64 finite differences at steps 1 and 2", async ({ request }) => {
  const { graph, windows, order } = request;
  const open = await openPlan(request, () => openWasmDevice(1));
  const parameters = toFloat64(tensorsInMemory((await open.session.readState()).tensors));
  for (const step of [0, 1]) {
    const [{ loss }] = await runSteps(open.session, still, 1, 0);
    const gradients = await readGradients(open);
    const starts = new Uint32Array(order.batchSize * order.accumulation);
    batchStarts(windows.train, order, step, starts);
    const rows = Array.from(starts, (start) => [...windows.tokens.subarray(start, start + windows.contextLength + 1)]);
    const masks = new Map(
      graph.nodes.flatMap(({ op, shape }, node) => {
        if (op.kind !== "dropout") return [];
        const parts = Array.from({ length: order.accumulation }, (_, batch) => {
          const key = randomKey(order.seed, "dropout", step * order.accumulation + batch, node);
          return [...dropoutMask(key, order.batchSize * sizeOf(shape), op.rate)];
        });
        return [[node, parts.flat()] as const];
      }),
    );
    const counts = (row: number, t: number) => countsAsTarget(windows.lossMask, starts[row] + t);
    expect(loss).toBeCloseTo(oracleLoss(graph, parameters, rows, { masks, counts }), 5);
    expect([...gradients.keys()]).toEqual(trainedParameters(graph).map(({ name }) => name));
    for (const { name, shape } of trainedParameters(graph)) {
      for (const index of [0, Math.floor(sizeOf(shape) / 2), sizeOf(shape) - 1]) {
        const expected = oracleDerivative(graph, parameters, rows, { name, index }, { masks, counts });
        const actual = gradients.get(name)?.data[index] ?? Number.NaN;
        expect(Math.abs(actual - expected), `${name}[${index}]`).toBeLessThan(1e-5);
      }
    }
  }
  open.session.dispose();
});
