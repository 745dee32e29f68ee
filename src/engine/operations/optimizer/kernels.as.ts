// Optimizer steps over one flat arena of parameters; formulas and sources in domain/training/optimizer.ts.
import { claim, PIECE } from "../../plan/wasm/assembly/context.as";
import { loadPart, madd, splat, storePart } from "../../plan/wasm/assembly/vector.as";
import { AdamArguments, RmspropArguments, SgdArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** v = momentum * v + g, w -= rate * v, with g = scale * gradient in all three. */
export function sgd(args: SgdArguments): void {
  const parameters = args.parameters;
  const gradients = args.gradients;
  const momenta = args.momenta;
  const count = args.count;
  const scale = splat(load<f32>(args.scale));
  const rate = splat(-load<f32>(args.rate));
  const momentum = splat(args.momentum);
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = (<usize>i) << 2;
      const lanes = end - i;
      const g = f32x4.mul(loadPart(gradients + at, lanes), scale);
      const v = madd(momentum, loadPart(momenta + at, lanes), g);
      storePart(momenta + at, v, lanes);
      storePart(parameters + at, madd(rate, v, loadPart(parameters + at, lanes)), lanes);
    }
  }
}

/** s = decay * s + rest * g * g, w -= rate * g / (sqrt(s) + epsilon), or epsilon inside the root. */
export function rmsprop(args: RmspropArguments): void {
  const parameters = args.parameters;
  const gradients = args.gradients;
  const squares = args.squares;
  const count = args.count;
  const scale = splat(load<f32>(args.scale));
  const rate = splat(load<f32>(args.rate));
  const decay = args.decay;
  const rest = splat(args.decayRest);
  const epsilon = splat(args.epsilon);
  const inside = args.epsilonInsideRoot;
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = (<usize>i) << 2;
      const lanes = end - i;
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
export function adam(args: AdamArguments): void {
  const parameters = args.parameters;
  const gradients = args.gradients;
  const means = args.means;
  const squares = args.squares;
  const count = args.count;
  const scale = splat(load<f32>(args.scale));
  const rates = args.rate;
  const beta1 = args.beta1;
  const beta2 = args.beta2;
  const epsilon = splat(args.epsilon);
  const rate = load<f32>(rates);
  const correction2 = splat(load<f32>(rates, 8));
  const kept = splat(1 - rate * args.weightDecay);
  const step = splat(rate * load<f32>(rates, 4));
  const rest1 = splat(args.beta1Rest);
  const rest2 = splat(args.beta2Rest);
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = (<usize>i) << 2;
      const lanes = end - i;
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
