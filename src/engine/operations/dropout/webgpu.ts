// Dropout by the counter generator of src/domain/random.ts, bit for bit the same mask.

/** What dropout is done by, in WGSL; null for none. */
interface DropoutWords {
  /** Where in `record` the key begins. */
  readonly dropoutKey: string | null;
  /** The rate as a threshold of 24 bits. */
  readonly dropoutRate: string;
}

/** Declares `kept(index: u32) -> f32`: 0 where the element of that index is dropped, else 1 / (1 - rate). */
export function declareDropout({ dropoutKey, dropoutRate }: DropoutWords): string {
  if (dropoutKey === null) return "fn kept(index: u32) -> f32 { return 1.0; }";
  return /* wgsl */ `
fn mixed(value: u32) -> u32 {
  var x = (value ^ (value >> 16u)) * 0x21f0aaadu;
  x = (x ^ (x >> 15u)) * 0x735a2d97u;
  return x ^ (x >> 15u);
}
fn kept(index: u32) -> f32 {
  let bits = mixed(mixed(index ^ record[${dropoutKey}]) + record[${dropoutKey} + 1u]);
  return select(0.0, 16777216.0 / f32(16777216u - ${dropoutRate}), (bits >> 8u) >= ${dropoutRate});
}`;
}
