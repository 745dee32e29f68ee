// Look-up of token rows and of their products, and the sums of gradients by token id.
import { forEachElement } from "../../plan/webgpu/elementwise";
import { declareWidened } from "../../plan/webgpu/halves";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";
import { planScatter } from "./webgpu-scatter";

/** One invocation an element of the rows. */
export const embeddingKernel: WebGpuKernel<"embedding"> = {
  elements: ({ tableInHalves }) => ({ ids: "i32", table: tableInHalves ? "u32" : "f32" }),
  plan: ({ rows, channels, tableInHalves }, wgsl) => {
    const { ids, table, y, positionTable } = wgsl;
    const value = tableInHalves ? `widened((${table}[at / 2u] >> (16u * (at % 2u))) & 0xffffu)` : `${table}[at]`;
    const body = `
    let row = i / ${wgsl.channels};
    let channel = i % ${wgsl.channels};
    let at = u32(${ids}[row]) * ${wgsl.channels} + channel;
    let value = ${value};
    ${y}[i] = value${
      positionTable === null ? "" : ` + ${positionTable}[(row % ${wgsl.positions}) * ${wgsl.channels} + channel]`
    };`;
    const helpers = tableInHalves ? declareWidened("f32") : "";
    return { dispatches: [forEachElement(rows * channels, `${wgsl.rows} * ${wgsl.channels}`, body, helpers)] };
  },
};

/** Adds the products of a window's tokens up in the order of their positions. */
export const gatherSumKernel: WebGpuKernel<"gatherSum"> = {
  elements: ({ columns }) => {
    const type = quadType(columns);
    return { ids: "i32", products: type, bias: type, y: type };
  },
  plan: ({ batch, columns }, wgsl) => {
    const { ids, products, bias, y } = wgsl;
    const type = quadType(columns);
    // Neighbouring columns are summed together where rows consist of whole quads.
    const size = type === "f32" ? 1 : 4;
    const width = `(${wgsl.columns} / ${size}u)`;
    const body = `
    let row = i / ${width};
    let column = i % ${width};
    var sum = ${bias === null ? `${type}()` : `${bias}[column]`};
    for (var t = 0u; t < ${wgsl.positions}; t++) {
      let id = u32(${ids}[row * ${wgsl.positions} + t]);
      sum += ${products}[(t * ${wgsl.vocabulary} + id) * ${width} + column];
    }
    ${y}[i] = sum;`;
    return { dispatches: [forEachElement((batch * columns) / size, `${wgsl.batch} * ${width}`, body)] };
  },
};

/** Gives what rows of so many columns may consist of. */
function quadType(columns: number): "f32" | "vec4f" {
  return columns % 4 === 0 ? "vec4f" : "f32";
}

/** Words that the parts of a gradient may take beside it; a large table keeps a device at work without parts. */
const MOST_PART_WORDS = 2 ** 22;

/** Sums rows of dY by id, stretches of rows apart where there are many. */
export const embeddingBackwardKernel: WebGpuKernel<"embeddingBackward"> = {
  elements: { ids: "i32" },
  plan: ({ rows, vocabulary, channels, accumulate }, wgsl, traits) => {
    const words = vocabulary * channels;
    const affordable = accumulate ? 1 : Math.floor(MOST_PART_WORDS / words);
    const parts = Math.max(1, Math.min(16, affordable, Math.floor(rows / 256)));
    const dispatch = planScatter({
      ...traits,
      id: `${wgsl.ids}[row]`,
      source: `${wgsl.dY}[row * ${wgsl.channels} + column]`,
      result: parts === 1 ? wgsl.dTable : wgsl.scratch,
      rows: { count: rows, name: wgsl.rows },
      vocabulary: { count: vocabulary, name: wgsl.vocabulary },
      columns: { count: channels, name: wgsl.channels },
      layers: parts,
      isDivided: true,
      accumulate,
    });
    if (parts === 1) return { dispatches: [dispatch] };
    const sums = { into: "dTable", from: { array: "scratch", start: 0 }, parts, stride: words } as const;
    return { dispatches: [dispatch], scratchWords: parts * words, sums: [sums] };
  },
};

/** Sums rows of dY by the id at each position. */
export const scatterSumKernel: WebGpuKernel<"scatterSum"> = {
  elements: { ids: "i32" },
  plan: ({ batch, positions, vocabulary, columns }, wgsl, traits) => {
    const dispatch = planScatter({
      ...traits,
      id: `${wgsl.ids}[row * ${wgsl.positions} + layer]`,
      source: `${wgsl.dY}[row * ${wgsl.columns} + column]`,
      result: wgsl.sums,
      rows: { count: batch, name: wgsl.batch },
      vocabulary: { count: vocabulary, name: wgsl.vocabulary },
      columns: { count: columns, name: wgsl.columns },
      layers: positions,
      isDivided: false,
      accumulate: false,
    });
    return { dispatches: [dispatch] };
  },
};
