// The optimizers' steps over all parameters at once, an invocation an element.
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Gives the number at a place of the rate field. */
const rateAt = (rate: string, index: number) => `bitcast<f32>(record[${rate} + ${index}u])`;

/** Stochastic gradient descent with momentum. */
export const sgdKernel: WebGpuKernel<"sgd"> = {
  plan: (call, { parameters, gradients, momenta, count, scale, rate, momentum }) => {
    const body = `
    let change = ${momentum} * ${momenta}[i] + ${gradients}[i] * ${scale}[0];
    ${momenta}[i] = change;
    ${parameters}[i] -= ${rateAt(rate, 0)} * change;`;
    return { dispatches: [forEachElement(call.count, count, body)] };
  },
};

/** RMSProp. */
export const rmspropKernel: WebGpuKernel<"rmsprop"> = {
  plan: (call, { parameters, gradients, squares, count, scale, rate, decay, decayRest, epsilon }) => {
    const body = `
    let gradient = ${gradients}[i] * ${scale}[0];
    let square = ${decay} * ${squares}[i] + ${decayRest} * gradient * gradient;
    ${squares}[i] = square;
    let divisor = ${call.epsilonInsideRoot ? `sqrt(square + ${epsilon})` : `sqrt(square) + ${epsilon}`};
    ${parameters}[i] -= ${rateAt(rate, 0)} * gradient / divisor;`;
    return { dispatches: [forEachElement(call.count, count, body)] };
  },
};

/** Adam and AdamW. */
export const adamKernel: WebGpuKernel<"adam"> = {
  plan: (call, { parameters, gradients, means, squares, count, scale, rate, ...wgsl }) => {
    const body = `
    let gradient = ${gradients}[i] * ${scale}[0];
    let mean = ${wgsl.beta1} * ${means}[i] + ${wgsl.beta1Rest} * gradient;
    let square = ${wgsl.beta2} * ${squares}[i] + ${wgsl.beta2Rest} * gradient * gradient;
    ${means}[i] = mean;
    ${squares}[i] = square;
    let learningRate = ${rateAt(rate, 0)};
    let change = learningRate * ${rateAt(rate, 1)} * mean / (sqrt(square * ${rateAt(rate, 2)}) + ${wgsl.epsilon});
    ${parameters}[i] = ${parameters}[i] * (1.0 - learningRate * ${wgsl.weightDecay}) - change;`;
    return { dispatches: [forEachElement(call.count, count, body)] };
  },
};
