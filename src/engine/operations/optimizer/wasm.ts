// Optimizer steps over one flat arena of parameters; formulas and sources in domain/training/optimizer.ts.
import { claim, float, integer, offset, PIECE, stepAddress } from "../../plan/wasm/assembly/context";
import { loadPart, madd, splat, storePart } from "../../plan/wasm/assembly/vector";

/** v = momentum * v + g, w -= rate * v, with g = scale * gradient in all three. */
export function sgd(args: usize): void {
  const parameters = offset(args, 0), gradients = offset(args, 1), momenta = offset(args, 2), count = integer(args, 3);
  const scale = splat(load<f32>(offset(args, 4)));
  const rate = splat(-load<f32>(stepAddress(args, 5))), momentum = splat(float(args, 6));
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = <usize>i << 2, lanes = end - i;
      const g = f32x4.mul(loadPart(gradients + at, lanes), scale);
      const v = madd(momentum, loadPart(momenta + at, lanes), g);
      storePart(momenta + at, v, lanes);
      storePart(parameters + at, madd(rate, v, loadPart(parameters + at, lanes)), lanes);
    }
  }
}

/** s = decay * s + rest * g * g, w -= rate * g / (sqrt(s) + epsilon), or epsilon inside the root. */
export function rmsprop(args: usize): void {
  const parameters = offset(args, 0), gradients = offset(args, 1), squares = offset(args, 2), count = integer(args, 3);
  const scale = splat(load<f32>(offset(args, 4))), rate = splat(load<f32>(stepAddress(args, 5)));
  const decay = float(args, 6), rest = splat(float(args, 7));
  const epsilon = splat(float(args, 8)), inside = integer(args, 9) != 0;
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = <usize>i << 2, lanes = end - i;
      const g = f32x4.mul(loadPart(gradients + at, lanes), scale);
      const s = madd(splat(decay), loadPart(squares + at, lanes), f32x4.mul(rest, f32x4.mul(g, g)));
      storePart(squares + at, s, lanes);
      const root = inside ? f32x4.sqrt(f32x4.add(s, epsilon)) : f32x4.add(f32x4.sqrt(s), epsilon);
      const change = f32x4.div(f32x4.mul(rate, g), root);
      storePart(parameters + at, f32x4.sub(loadPart(parameters + at, lanes), change), lanes);
    }
  }
}

/** m and v as running means of g and g * g, w = w * kept - step * m / (sqrt(v * correction2) + epsilon). */
export function adam(args: usize): void {
  const parameters = offset(args, 0), gradients = offset(args, 1), means = offset(args, 2), squares = offset(args, 3);
  const count = integer(args, 4), scale = splat(load<f32>(offset(args, 5))), rates = stepAddress(args, 6);
  const beta1 = float(args, 7), beta2 = float(args, 9), epsilon = splat(float(args, 11));
  const rate = load<f32>(rates), correction2 = splat(load<f32>(rates, 8));
  const kept = splat(1 - rate * float(args, 12)), step = splat(rate * load<f32>(rates, 4));
  const rest1 = splat(float(args, 8)), rest2 = splat(float(args, 10));
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = <usize>i << 2, lanes = end - i;
      const g = f32x4.mul(loadPart(gradients + at, lanes), scale);
      const m = madd(splat(beta1), loadPart(means + at, lanes), f32x4.mul(rest1, g));
      const v = madd(splat(beta2), loadPart(squares + at, lanes), f32x4.mul(rest2, f32x4.mul(g, g)));
      storePart(means + at, m, lanes);
      storePart(squares + at, v, lanes);
      const root = f32x4.add(f32x4.sqrt(f32x4.mul(v, correction2)), epsilon);
      const change = f32x4.div(f32x4.mul(step, m), root);
      storePart(parameters + at, f32x4.sub(f32x4.mul(loadPart(parameters + at, lanes), kept), change), lanes);
    }
  }
}
