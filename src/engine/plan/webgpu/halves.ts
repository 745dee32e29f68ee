// Halves (binary16, finite) in WGSL. The language's own unpacking may flush those below 2^-14 to zero, and its type f16 is
// not on every device; whole numbers do neither.

/** Declares `widened`, which gives the floats that equal halves, of which there is one a word. */
export function declareWidened(floats: "f32" | "vec4f"): string {
  const words = floats === "f32" ? "u32" : "vec4u";
  return /* wgsl */ `
fn widened(halves: ${words}) -> ${floats} {
  let magnitude = halves & ${words}(0x7fffu);
  let normal = bitcast<${floats}>((magnitude << ${words}(13u)) + ${words}(0x38000000u));
  // Halves below 2^-14 are multiples of 2^-24.
  let value = select(normal, ${floats}(magnitude) * ${2 ** -24}, magnitude < ${words}(0x400u));
  return bitcast<${floats}>(bitcast<${words}>(value) | ((halves & ${words}(0x8000u)) << ${words}(16u)));
}`;
}
