// The most float operations that WASM SIMD can do on one thread: twelve chains of relaxed multiply-adds in registers,
// with nothing to read. The module is written byte by byte, since no kernel of ours is such a loop.
import type { PeerSession } from "../peer";

const CHAINS = 12;
/** A multiplication and an addition in each of four lanes. */
const OPERATIONS = 8;
const ROUNDS = 2_000_000;
const V128 = 0x7b;
const I32 = 0x7f;

/** Opens the loop; each run takes it `count` times and tells how many operations that were. */
export async function openRegisterRoof(): Promise<PeerSession> {
  const { instance } = await WebAssembly.instantiate(registerLoop());
  const loop = instance.exports.loop as (rounds: number) => number;
  return {
    async run(count) {
      const begun = performance.now();
      for (let round = 0; round < count; round++) loop(ROUNDS);
      return { milliseconds: performance.now() - begun, losses: [], operations: CHAINS * OPERATIONS * ROUNDS * count };
    },
    close: async () => undefined,
  };
}

/** `loop(rounds)`: local 0 counts down, locals 1 to CHAINS are sums, the one behind them is the factor. */
function registerLoop(): Uint8Array<ArrayBuffer> {
  const factor = CHAINS + 1;
  const one = [0x43, 0, 0, 0x80, 0x3f];
  const half = [0x43, 0, 0, 0, 0x3f];
  const splat = simd(0x13);
  const sums = Array.from({ length: CHAINS }, (_, chain) => chain + 1);
  const body = [
    ...[...half, ...splat, 0x21, factor],
    ...sums.flatMap((sum) => [...one, ...splat, 0x21, sum]),
    ...[0x03, 0x40],
    // sum = factor * factor + sum
    ...sums.flatMap((sum) => [0x20, factor, 0x20, factor, 0x20, sum, ...simd(0x105), 0x21, sum]),
    // while (--rounds)
    ...[0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b],
    // All sums are used, so that no compiler drops one.
    ...sums.flatMap((sum, index) => [0x20, sum, ...(index === 0 ? [] : simd(0xe4))]),
    ...[...simd(0x1f), 0, 0x0b],
  ];
  const code = [1, CHAINS + 1, V128, ...body];
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, I32, 1, 0x7d]),
    ...section(3, [1, 0]),
    ...section(7, [1, 4, ...new TextEncoder().encode("loop"), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...unsigned(content.length), ...content];
}

function simd(code: number): readonly number[] {
  return [0xfd, ...unsigned(code)];
}

/** LEB128. */
function unsigned(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
