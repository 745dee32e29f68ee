// One row's cell at one position (Keras' reset_after), forward and backward, as functions of WGSL.
import type { CallOf } from "../../plan/contract/kernel-call";
import type { KernelWords } from "../../plan/webgpu/kernel";

/**
 * Declares `inputOf(row, t, c)`, the inputs of the gates, and `cell(row, t, c, before, input, product)`, which gives
 * the state after t and keeps what is wanted; products are of the state before t with the recurrent weights.
 */
export function declareCell(wgsl: KernelWords<"gru">): string {
  const { projected, bias, y, gates, previous, positions, channels } = wgsl;
  const gate = (index: number, value: string) =>
    gates === null ? "" : `${gates}[(4u * at + ${index}u) * ${channels} + c] = ${value};`;
  return /* wgsl */ `
fn sigmoid(x: f32) -> f32 { return 1.0 / (1.0 + exp(-x)); }
fn inputOf(row: u32, t: u32, c: u32) -> vec3f {
  let at = (row * ${positions} + t) * 3u * ${channels} + c;
  return vec3f(
    ${projected}[at] + ${bias}[c],
    ${projected}[at + ${channels}] + ${bias}[${channels} + c],
    ${projected}[at + 2u * ${channels}] + ${bias}[2u * ${channels} + c],
  );
}
fn cell(row: u32, t: u32, c: u32, before: f32, input: vec3f, product: vec3f) -> f32 {
  let at = row * ${positions} + t;
  let z = sigmoid(input.x + product.x + ${bias}[3u * ${channels} + c]);
  let r = sigmoid(input.y + product.y + ${bias}[4u * ${channels} + c]);
  let inner = product.z + ${bias}[5u * ${channels} + c];
  let candidate = tanh(clamp(input.z + r * inner, -15.0, 15.0));
  let after = z * (before - candidate) + candidate;
  ${y === null ? "" : `${y}[at * ${channels} + c] = after;`}
  ${previous === null ? "" : `${previous}[at * ${channels} + c] = before;`}
  ${gate(0, "z")}
  ${gate(1, "r")}
  ${gate(2, "candidate")}
  ${gate(3, "inner")}
  return after;
}`;
}

/**
 * Declares `cellBackward(row, t, c, carry)` from the gradient of the state after t. It writes the gradients of the
 * pre-activations, and gives those of the recurrent products, and the direct part of that of the state before t.
 */
export function declareCellBackward(
  { lastOnly }: CallOf<"gruBackward">,
  { dY, gates, previous, dProjected, dRecurrent, positions, channels }: KernelWords<"gruBackward">,
): string {
  const given = lastOnly
    ? `select(0.0, ${dY}[row * ${channels} + c], t == ${positions} - 1u)`
    : `${dY}[at * ${channels} + c]`;
  return /* wgsl */ `
fn cellBackward(row: u32, t: u32, c: u32, carry: f32) -> vec4f {
  let at = row * ${positions} + t;
  let gate = 4u * at * ${channels} + c;
  let d = carry + ${given};
  let z = ${gates}[gate];
  let r = ${gates}[gate + ${channels}];
  let candidate = ${gates}[gate + 2u * ${channels}];
  let inner = ${gates}[gate + 3u * ${channels}];
  let dZ = d * (${previous}[at * ${channels} + c] - candidate) * z * (1.0 - z);
  let dCandidate = d * (1.0 - z) * (1.0 - candidate * candidate);
  let dR = dCandidate * inner * r * (1.0 - r);
  let first = 3u * at * ${channels} + c;
  ${dProjected}[first] = dZ;
  ${dProjected}[first + ${channels}] = dR;
  ${dProjected}[first + 2u * ${channels}] = dCandidate;
  ${dRecurrent}[first] = dZ;
  ${dRecurrent}[first + ${channels}] = dR;
  ${dRecurrent}[first + 2u * ${channels}] = dCandidate * r;
  return vec4f(dZ, dR, dCandidate * r, d * z);
}`;
}
