// Where things lie in the memory of a session, as bindings tell them apart.
import { alignedWords } from "../contract/device-buffer";
import type { DeviceTraits } from "./traits";

/** A stretch of the arena, in words. */
export interface Place {
  readonly offset: number;
  readonly words: number;
}

type Lengths = Pick<DeviceTraits, "arenaWords" | "bindingWords">;
const ENDLESS = Number.POSITIVE_INFINITY;

/** Tells whether two places have a word in common. */
export function overlap(a: Place, b: Place): boolean {
  return a.offset < b.offset + b.words && b.offset < a.offset + a.words;
}

/** Gives the place that reaches from the first to the last of some places. */
export function spanOf(places: readonly Place[]): Place {
  const offset = Math.min(...places.map((place) => place.offset));
  return { offset, words: Math.max(...places.map((place) => place.offset + place.words)) - offset };
}

/** Tells whether a place can be bound as one: within one arena, and no longer than kernels may see. */
export function isOneBinding(
  { offset, words }: Place,
  { arenaWords = ENDLESS, bindingWords = ENDLESS }: Lengths,
): boolean {
  return words <= bindingWords && (offset % arenaWords) + words <= arenaWords;
}

/** Throws where places cannot be bound together: each on a border of bindings, none in another. */
export function expectBindable(places: readonly Place[], what: string): void {
  for (const [index, place] of places.entries()) {
    const rest = places.slice(index + 1);
    if (place.offset !== alignedWords(place.offset) || rest.some((other) => overlap(place, other))) {
      const given = places.map(({ offset, words }) => `${offset} + ${words}`).join(", ");
      throw new Error(`expectBindable: expected aligned places of ${what} that are apart, got ${given}`);
    }
  }
}
