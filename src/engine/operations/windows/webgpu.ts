// Windows out of the token stream: one invocation a position of a window, and one more for its last target.
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Cuts ids and targets; tokens of two bytes are halves of words, the first the lower one. */
export const windowsKernel: WebGpuKernel<"windows"> = {
  elements: { tokens: "u32", lossMask: "u32", ids: "i32", targets: "i32" },
  plan: ({ batch, positions, tokenBytes, everyPosition }, wgsl) => {
    const { tokens, lossMask, starts, ids, targets } = wgsl;
    const width = `(${wgsl.positions} + 1u)`;
    const token = tokenBytes === 2 ? `(${tokens}[at >> 1u] >> (16u * (at & 1u))) & 0xffffu` : `${tokens}[at]`;
    const counts = lossMask === null ? "true" : `((${lossMask}[at >> 5u] >> (at & 31u)) & 1u) == 1u`;
    const target = `select(-1, token, isWindow && ${counts})`;
    const body = `
    let row = i / ${width};
    let position = i % ${width};
    let start = record[${starts} + row];
    let isWindow = start != 0xffffffffu;
    let at = select(0u, start + position, isWindow);
    let token = select(0, i32(${token}), isWindow);
    if (position < ${wgsl.positions}) { ${ids}[row * ${wgsl.positions} + position] = token; }
    ${
      everyPosition
        ? `if (position > 0u) { ${targets}[row * ${wgsl.positions} + position - 1u] = ${target}; }`
        : `if (position == ${wgsl.positions}) { ${targets}[row] = ${target}; }`
    }`;
    return { dispatches: [forEachElement(batch * (positions + 1), `${wgsl.batch} * ${width}`, body)] };
  },
};
