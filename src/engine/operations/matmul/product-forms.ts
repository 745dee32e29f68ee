// The forms that a product may take on a device, which one it takes without any measurement, and which products are so
// alike that a measurement of one holds for the others.
import type { DeviceTraits } from "../../plan/webgpu/traits";
import { type BlockForm, canBeCut, countTiles, divideIntoBlocks, divideIntoTiles, type TileForm } from "./division";
import type { Matmul } from "./webgpu-entries";
import { isInQuads } from "./webgpu-operands";

export type ProductForm = TileForm | BlockForm;

/**
 * All forms, by the places at which measurements remember them. Each fits into 16 KiB of workgroup memory and 256
 * invocations, which every device has.
 */
export const productForms: readonly ProductForm[] = [
  { kind: "tiles", m: 32, n: 32, k: 16, rows: 4, columns: 4, workgroups: 64 },
  { kind: "tiles", m: 64, n: 64, k: 16, rows: 4, columns: 4, workgroups: 64 },
  { kind: "blocks", rows: 8, columns: 8, invocations: 512 },
  // Four times the parts, for devices with more processors than a middling one.
  { kind: "tiles", m: 32, n: 32, k: 16, rows: 4, columns: 4, workgroups: 256 },
  { kind: "tiles", m: 64, n: 64, k: 16, rows: 4, columns: 4, workgroups: 256 },
  // More registers, which read a tile less often.
  { kind: "tiles", m: 64, n: 128, k: 16, rows: 8, columns: 4, workgroups: 256 },
  { kind: "tiles", m: 64, n: 128, k: 16, rows: 8, columns: 8, workgroups: 256 },
  { kind: "tiles", m: 128, n: 128, k: 8, rows: 8, columns: 8, workgroups: 256 },
  // For few rows.
  { kind: "tiles", m: 8, n: 128, k: 16, rows: 4, columns: 4, workgroups: 256 },
  { kind: "blocks", rows: 4, columns: 4, invocations: 4096 },
];
const [SMALL, LARGE, BLOCKS] = [0, 1, 2];

/** Names all forms in order; what measurements remember holds for lists of these names. */
export const formNames = productForms.map((form) =>
  form.kind === "tiles"
    ? `${form.m}x${form.n}x${form.k}:${form.rows}x${form.columns}@${form.workgroups}`
    : `${form.rows}x${form.columns}@${form.invocations}`,
);

/** So many large workgroups keep a device of middling size at work without parts. */
const ENOUGH_LARGE = 256;
/** Forms that compute so many times the entries that another one computes are not worth a trial. */
const MOST_WASTE = 4;

/** Gives the form of a call on a device: what was measured for its class, or else by the rule. */
export function formOf(call: Matmul, traits: DeviceTraits): ProductForm {
  return productForms[traits.formOf?.("matmul", classOf(call)) ?? ruleOf(call, traits)];
}

/** Lists the places of the forms that are worth a trial, first the one that the rule gives. */
export function candidatesFor(call: Matmul, traits: DeviceTraits): readonly number[] {
  const computed = productForms.map((form) => {
    const tile = tileOf(form);
    return countTiles(call, tile) * tile.m * tile.n;
  });
  const most = MOST_WASTE * Math.min(...computed);
  const rule = ruleOf(call, traits);
  const rest = productForms.flatMap((_, form) => (form !== rule && computed[form] <= most ? [form] : []));
  // Forms that differ in how they would cut a sum are one where they do not cut it.
  const cuts = [rule, ...rest].map((form) => divisionOf(call, productForms[form]));
  return [rule, ...rest].filter((_, index) => cuts.indexOf(cuts[index]) === index);
}

/**
 * Names the class of a call by one whole number: rows, columns, sum and products by their rounded logarithms to base 2,
 * and what chooses the text of the kernel.
 */
export function classOf(call: Matmul): number {
  const { m, n, k, batches, transposeA, transposeB } = call;
  const sizes = [m, n, k, batches].map((size) => Math.min(31, Math.round(Math.log2(size))));
  const flags = [transposeA, transposeB, isInQuads(call, "a"), isInQuads(call, "b"), canBeCut(call)];
  const withSizes = sizes.reduce((code, size) => code * 32 + size, Number(call.bInHalves));
  return flags.reduce((code, flag) => code * 2 + Number(flag), withSizes);
}

/** Counts the products that a call adds up. */
export function workOf({ m, n, k, batches }: Matmul): number {
  return m * n * k * batches;
}

function ruleOf(call: Matmul, { cheapWorkgroupMemory }: DeviceTraits): number {
  if (!cheapWorkgroupMemory) return BLOCKS;
  return countTiles(call, tileOf(productForms[LARGE])) >= ENOUGH_LARGE ? LARGE : SMALL;
}

function tileOf(form: ProductForm) {
  return form.kind === "tiles" ? form : { m: form.rows, n: form.columns };
}

function divisionOf(call: Matmul, form: ProductForm): string {
  if (form.kind === "blocks") return JSON.stringify(divideIntoBlocks(call, form));
  const { m, n, k, rows, columns } = form;
  return JSON.stringify([m, n, k, rows, columns, divideIntoTiles(call, form).parts]);
}
