// The tensors of an adapter in PEFT's layout: A (r,I) and B (O,r) beside each product that they adapt, by the names of
// GPT-2's files. Here the factors are turned: (I,r) and (r,O). https://huggingface.co/docs/peft/developer_guides/checkpoint
import { adapterNames } from "../graph/adapters";
import type { PlainTensor } from "../named-tensors";
import type { Gpt2Shape } from "./gpt2-config";
import { GPT2_PREFIX, gpt2Tensors } from "./gpt2-names";

/** What PEFT puts before the names of the model that it wraps. */
const WRAPPED = "base_model.model.";

/** A product that an adapter may stand beside. */
export interface AdaptedProduct {
  /** Our names of its two factors. */
  readonly ours: { readonly down: string; readonly up: string };
  /** Its place in a block, as PEFT's target_modules name it: `attn.c_attn`. */
  readonly module: string;
  /** As it is called in a file, without what PEFT and the whole model put before. */
  readonly theirs: string;
  readonly inputs: number;
  readonly outputs: number;
}

/** Lists the products of all blocks. */
export function adaptedProducts(shape: Gpt2Shape): readonly AdaptedProduct[] {
  return gpt2Tensors(shape).flatMap(({ ours, theirs, shape: [inputs, outputs] }) => {
    const place = /^h\.\d+\.(.+)\.weight$/.exec(theirs);
    if (place === null || outputs === undefined) return [];
    const product = theirs.slice(0, -".weight".length);
    return [{ ours: adapterNames(ours), module: place[1] as string, theirs: product, inputs, outputs }];
  });
}

/** Names a factor of a product in a file. */
export function factorName({ theirs }: AdaptedProduct, factor: "A" | "B"): string {
  return `${WRAPPED}${GPT2_PREFIX}${theirs}.lora_${factor}.weight`;
}

const FACTOR = /^base_model\.model\.(?:transformer\.)?(h\.\d+\.[\w.]+)\.lora_([AB])(?:\.default)?\.weight$/;

/** Tells which factor of which product a name of a file means; null where none. */
export function factorOfName(name: string): { readonly theirs: string; readonly factor: "A" | "B" } | null {
  const found = FACTOR.exec(name);
  return found && { theirs: found[1] as string, factor: found[2] as "A" | "B" };
}

/** Turns a matrix: (m,n) to (n,m). */
export function turned({ shape, data }: PlainTensor): PlainTensor {
  const [rows, columns] = shape;
  const result = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = data[row * columns + column];
  }
  return { shape: [columns, rows], data: result };
}
