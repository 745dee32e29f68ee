// The oracle's optimizers against PyTorch's five steps.
import { expect, it } from "vitest";
import { oracleClipFactor, oracleParameter, oracleStep } from "../../oracle/optimizer";
import { loadOptimizerTruth } from "../../truth/load-truth";

const truth = loadOptimizerTruth();

it.each(truth.cases.map((example) => [example.name, example] as const))(
  "%s gives PyTorch's five steps",
  (_, example) => {
    const parameters = truth.parameters.map((parameter) => oracleParameter(parameter.data));
    for (const [step, gradients] of truth.gradients.entries()) {
      const factor = oracleClipFactor(gradients, example.gradientClip);
      for (const [index, parameter] of parameters.entries()) {
        const gradient = gradients[index].map((entry) => entry * factor);
        oracleStep(parameter, gradient, example.optimizer, example.learningRate, step + 1);
        for (const [i, expected] of example.after[step][index].entries()) {
          expect(Math.abs(parameter.values[i] - expected), `step ${step + 1}, entry ${i}`).toBeLessThan(1e-7);
        }
      }
    }
  },
);
