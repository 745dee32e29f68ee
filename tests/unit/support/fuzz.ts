// Hostile bytes for the tests of readers: how many, out of what, and what they must leave alone.
import fc from "fast-check";
import { randomBits, randomKey } from "@/domain/random";

/** Whether all cases were asked for (`npm run fuzz`); the suite takes a few of the same. */
const isLong = process.env.CURIO_FUZZ === "long";
/** Cuts of bytes, and mutants of files, that each parser is given. */
export const CUTS = isLong ? 5000 : 100;
export const MUTANTS = isLong ? 10_000 : 200;
/** Processor time of one case, far above what a few kilobytes take. */
export const MOST_MILLISECONDS = 5000;
/** Wall time of all cases of one test. */
export const TIMEOUT = isLong ? 3_600_000 : 120_000;

/** Milliseconds that the processor has worked for this process, whatever else the machine does. */
export function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const encoder = new TextEncoder();

/** Gives pieces of text, and bytes that are none, as bytes. */
export function nastyBytes(pieces: readonly (string | readonly number[])[]): readonly (readonly number[])[] {
  return pieces.map((piece) => (typeof piece === "string" ? [...encoder.encode(piece)] : piece));
}

/** Files of nothing but nasty pieces. */
export function arbitraryNasty(nasty: readonly (readonly number[])[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  return fc
    .array(fc.nat(nasty.length - 1), { minLength: 1, maxLength: 90 })
    .map((picks) => Uint8Array.from(picks.flatMap((pick) => nasty[pick])));
}

/** Changes one of some files in up to eight places, each mutant in its own way. */
export function mutate(
  seeds: readonly Uint8Array[],
  nasty: readonly (readonly number[])[],
  mutant: number,
): Uint8Array<ArrayBuffer> {
  const key = randomKey(mutant, "sampling");
  let draws = 0;
  const below = (count: number): number => randomBits(key, draws++) % Math.max(1, count);
  let data = [...seeds[below(seeds.length)]];
  for (let change = below(8); change >= 0; change--) {
    const at = below(data.length);
    const length = below(40);
    const other = seeds[below(seeds.length)];
    const piece = [
      nasty[below(nasty.length)],
      [below(256)],
      data.slice(at, at + length),
      [...other.subarray(at, at + length)],
      [],
    ][below(5)];
    data = [...data.slice(0, at), ...piece, ...data.slice(at + [0, 1, length][below(3)])];
  }
  return Uint8Array.from(data);
}

/** Lists what the prototypes hold that a careless key would reach. */
export function prototypeNames(): readonly (readonly PropertyKey[])[] {
  return [Object, Array, String, Number, Map, Function].map(({ prototype }) => Reflect.ownKeys(prototype));
}
