// The oracle against PyTorch's GPT-2 out of Hugging Face's files: logits, loss, and gradients by finite differences.
import { expect, it } from "vitest";
import { oracleDerivative, oracleLogits, oracleLoss, toFloat64 } from "../../oracle/oracle";
import { loadGpt2Truth, loadLoraTruth, readGpt2 } from "../../truth/load-gpt2";

it.each([
  ["all weights", loadGpt2Truth],
  ["adapters", loadLoraTruth],
] as const)("the oracle gives PyTorch's figures of a GPT-2 with %s trained", async (_, load) => {
  const { graph, tensors, windows, logits, loss, gradients } = await load();
  const parameters = toFloat64(tensors);
  const own = oracleLogits(graph, parameters, windows);
  expect(own).toHaveLength(logits.length);
  // The figures are written with seven digits.
  for (const [index, logit] of logits.entries()) expect(Math.abs(own[index] - logit)).toBeLessThan(1e-5);
  expect(oracleLoss(graph, parameters, windows)).toBeCloseTo(loss, 9);
  for (const [name, gradient] of gradients) {
    const index = Math.floor(0.6 * gradient.length);
    const derivative = oracleDerivative(graph, parameters, windows, { name, index });
    expect(Math.abs(derivative - gradient[index]), `${name}[${index}]`).toBeLessThan(1e-6);
  }
});

it("files with and without prefix and masks hold the same weights", async () => {
  const [whole, bare] = await Promise.all([readGpt2("model"), readGpt2("bare")]);
  expect(whole).toEqual(bare);
});
