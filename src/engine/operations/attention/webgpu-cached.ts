// Attention of new positions of one sequence to those in a cache and to each other: an invocation for each head of
// each new position.
import type { CallOf } from "../../plan/contract/kernel-call";
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { Dispatch, KernelWords } from "../../plan/webgpu/kernel";
import { unroll } from "../../plan/webgpu/unroll";
import { declareHeads, declareLoad, declareStore, shapeOf } from "./webgpu-vectors";

/** y and cache; new keys and values are read where they come from, since others may be writing them. */
export function attendToCache(call: CallOf<"attentionCached">, wgsl: KernelWords<"attentionCached">): Dispatch {
  const shape = shapeOf(call);
  const { channels, heads } = wgsl;
  const each = (line: (index: number) => string) => unroll(shape.vectors, line);
  const helpers = [
    declareHeads(shape, { positions: "0u", channels }),
    declareLoad(shape, "qkv", wgsl.qkv),
    declareLoad(shape, "cache", wgsl.cache),
    declareStore(shape, "cache", wgsl.cache),
    declareStore(shape, "y", wgsl.y),
    /* wgsl */ `
fn remembered(other: u32, part: u32, head: u32, vector: u32) -> vec4f {
  let first = record[${wgsl.position}];
  if (other >= first) { return qkvLoad(headAt(0u, other - first, 3u, part + 1u, head), vector); }
  return cacheLoad(headAt(0u, other, 2u, part, head), vector);
}`,
  ].join("\n");
  const body = /* wgsl */ `
    let head = i % ${heads};
    let row = i / ${heads};
    let position = record[${wgsl.position}] + row;
    ${each((c) => `let q${c} = qkvLoad(headAt(0u, row, 3u, 0u, head), ${c}u) * scale; var sum${c} = vec4f();`)}
    for (var part = 0u; part < 2u; part++) {
      let at = headAt(0u, position, 2u, part, head);
      ${each((c) => `cacheStore(at, ${c}u, remembered(position, part, head, ${c}u));`)}
    }
    var most = -1e30;
    var total = 0.0;
    for (var other = 0u; other <= position; other++) {
      let score = ${unroll(shape.vectors, (c) => `dot(q${c}, remembered(other, 0u, head, ${c}u))`, " + ")};
      let next = max(most, score);
      let fade = exp(most - next);
      let share = exp(score - next);
      most = next;
      total = total * fade + share;
      ${each((c) => `sum${c} = sum${c} * fade + share * remembered(other, 1u, head, ${c}u);`)}
    }
    let at = headAt(0u, row, 1u, 0u, head);
    ${each((c) => `yStore(at, ${c}u, sum${c} / total);`)}`;
  return forEachElement(call.rows * call.heads, `${wgsl.rows} * ${heads}`, body, helpers);
}
