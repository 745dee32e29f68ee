// Attention by invocations that stand alone, one for each position of each head, which keeps the position's
// vectors in registers and goes through the others. No workgroup memory; good where that is dear.

import type { CallOf } from "../../plan/contract/kernel-call";
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { Dispatch, KernelWords } from "../../plan/webgpu/kernel";
import { unroll } from "../../plan/webgpu/unroll";
import { type AttentionShape, declareHeads, declareLoad, declareStore, shapeOf } from "./webgpu-vectors";

/** y and logSums */
export function attendAlone(call: CallOf<"attention">, wgsl: KernelWords<"attention">): readonly Dispatch[] {
  const shape = shapeOf(call);
  const { logSums } = wgsl;
  const each = (line: (index: number) => string) => unroll(shape.vectors, line);
  const body = /* wgsl */ `
    let query = headAt(batch, position, 3u, 0u, head);
    ${each((c) => `let q${c} = qkvLoad(query, ${c}u) * scale; var sum${c} = vec4f();`)}
    var most = -1e30;
    var total = 0.0;
    for (var other = 0u; other < ${call.causal ? "position + 1u" : wgsl.positions}; other++) {
      let key = headAt(batch, other, 3u, 1u, head);
      let value = headAt(batch, other, 3u, 2u, head);
      let score = ${dot(shape, "q", (c) => `qkvLoad(key, ${c}u)`)};
      let next = max(most, score);
      let fade = exp(most - next);
      let share = exp(score - next);
      most = next;
      total = total * fade + share;
      ${each((c) => `sum${c} = sum${c} * fade + share * qkvLoad(value, ${c}u);`)}
    }
    let row = headAt(batch, position, 1u, 0u, head);
    ${each((c) => `yStore(row, ${c}u, sum${c} / total);`)}
    ${logSums === null ? "" : `${logSums}[i] = most + log(total);`}`;
  const helpers = [
    declareHeads(shape, wgsl),
    declareLoad(shape, "qkv", wgsl.qkv),
    declareStore(shape, "y", wgsl.y),
  ].join("\n");
  return [forEachPosition(call, wgsl, body, helpers)];
}

/** dQkv: that of queries first, which leaves a number for each row in scratch, then that of keys and values. */
export function attendAloneBackward(
  call: CallOf<"attentionBackward">,
  wgsl: KernelWords<"attentionBackward">,
): readonly Dispatch[] {
  const shape = shapeOf(call);
  const each = (line: (index: number) => string) => unroll(shape.vectors, line);
  const queries = /* wgsl */ `
    let query = headAt(batch, position, 3u, 0u, head);
    let row = headAt(batch, position, 1u, 0u, head);
    ${each((c) => `let q${c} = qkvLoad(query, ${c}u) * scale; let g${c} = dYLoad(row, ${c}u); var sum${c} = vec4f();`)}
    let delta = ${dot(shape, "g", (c) => `yLoad(row, ${c}u)`)};
    let logSum = ${wgsl.logSums}[i];
    ${wgsl.scratch}[i] = delta;
    for (var other = 0u; other < ${call.causal ? "position + 1u" : wgsl.positions}; other++) {
      let key = headAt(batch, other, 3u, 1u, head);
      let value = headAt(batch, other, 3u, 2u, head);
      let share = exp(${dot(shape, "q", (c) => `qkvLoad(key, ${c}u)`)} - logSum);
      let slope = share * (${dot(shape, "g", (c) => `qkvLoad(value, ${c}u)`)} - delta) * scale;
      ${each((c) => `sum${c} += slope * qkvLoad(key, ${c}u);`)}
    }
    ${each((c) => `dQkvStore(query, ${c}u, sum${c});`)}`;
  const keys = /* wgsl */ `
    let key = headAt(batch, position, 3u, 1u, head);
    let value = headAt(batch, position, 3u, 2u, head);
    ${each((c) => `let k${c} = qkvLoad(key, ${c}u) * scale; var dK${c} = vec4f();`)}
    ${each((c) => `let v${c} = qkvLoad(value, ${c}u); var dV${c} = vec4f();`)}
    for (var other = ${call.causal ? "position" : "0u"}; other < ${wgsl.positions}; other++) {
      let query = headAt(batch, other, 3u, 0u, head);
      let row = headAt(batch, other, 1u, 0u, head);
      let at = i - position + other;
      let share = exp(${dot(shape, "k", (c) => `qkvLoad(query, ${c}u)`)} - ${wgsl.logSums}[at]);
      let slope = share * (${dot(shape, "v", (c) => `dYLoad(row, ${c}u)`)} - ${wgsl.scratch}[at]) * scale;
      ${each((c) => `dK${c} += slope * qkvLoad(query, ${c}u); dV${c} += share * dYLoad(row, ${c}u);`)}
    }
    ${each((c) => `dQkvStore(key, ${c}u, dK${c}); dQkvStore(value, ${c}u, dV${c});`)}`;
  const helpers = [
    declareHeads(shape, wgsl),
    declareLoad(shape, "qkv", wgsl.qkv),
    declareLoad(shape, "dY", wgsl.dY),
    declareStore(shape, "dQkv", wgsl.dQkv),
  ].join("\n");
  return [
    forEachPosition(call, wgsl, queries, `${helpers}\n${declareLoad(shape, "y", wgsl.y)}`),
    forEachPosition(call, wgsl, keys, helpers),
  ];
}

interface Size {
  readonly batch: number;
  readonly positions: number;
  readonly heads: number;
}

function forEachPosition(size: Size, wgsl: { [Name in keyof Size]: string }, body: string, helpers: string): Dispatch {
  const { batch, positions, heads } = size;
  const place = /* wgsl */ `
    let position = i % ${wgsl.positions};
    let head = i / ${wgsl.positions} % ${wgsl.heads};
    let batch = i / (${wgsl.positions} * ${wgsl.heads});`;
  const count = `${wgsl.batch} * ${wgsl.heads} * ${wgsl.positions}`;
  return forEachElement(batch * heads * positions, count, place + body, helpers);
}

/** Writes the product of a head in the registers NAME0, NAME1 and so on with another. */
function dot({ vectors }: AttentionShape, name: string, other: (index: number) => string): string {
  return unroll(vectors, (c) => `dot(${name}${c}, ${other(c)})`, " + ");
}
