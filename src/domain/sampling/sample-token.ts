// From logits to the next token on plain arrays: temperature, then top-k, then top-p, then one draw.
// The caller gives the random number, so the same seed writes the same text.
import { likeliest } from "./likeliest";
import { LogitsNotFinite } from "./logits-not-finite";
import type { SamplingConfig } from "./sampling-config";

/** The settings that shape the distribution of the next token. */
export type SamplingShape = Pick<SamplingConfig, "temperature" | "topK" | "topP">;

/** Below this temperature the most likely token is taken. */
const GREEDY_BELOW = 1e-6;
/** Tokens among which top-p is looked for at first, and by how many times more it goes on. */
const FIRST_LOOK = 64;
const LOOK_FACTOR = 8;

/**
 * Chooses the next token: logits (V) -> id; `chance` is uniform in [0, 1). Temperature 0 takes the most
 * likely token, the lowest id on ties. Throws LogitsNotFinite.
 */
export function sampleToken(logits: ArrayLike<number>, shape: SamplingShape, chance: number): number {
  const best = mostLikely(logits);
  if (isGreedy(shape)) return best;
  const { ids, weights } = drawable(logits, logits[best], shape);
  let left = chance * sumOf(weights);
  let last = 0;
  for (let at = 0; at < weights.length; at++) {
    if (weights[at] === 0) continue;
    last = ids === null ? at : ids[at];
    if (left < weights[at]) return last;
    left -= weights[at];
  }
  // Rounding can leave a trace of chance after the last token that may be drawn.
  return last;
}

/** Tells whether chance plays no part, so that every seed writes the same text. */
export function isGreedy({ temperature }: Pick<SamplingShape, "temperature">): boolean {
  return temperature < GREEDY_BELOW;
}

/** Gives the distribution that sampleToken draws from: logits (V) -> probabilities (V), their sum 1. */
export function probabilities(logits: ArrayLike<number>, shape: SamplingShape): Float64Array {
  const best = mostLikely(logits);
  const shares = new Float64Array(logits.length);
  if (isGreedy(shape)) {
    shares[best] = 1;
    return shares;
  }
  const { ids, weights } = drawable(logits, logits[best], shape);
  const sum = sumOf(weights);
  for (let at = 0; at < weights.length; at++) shares[ids === null ? at : ids[at]] = weights[at] / sum;
  return shares;
}

/** Tokens that may be drawn, by ascending id, and how much each weighs; `ids` is null where all may. */
interface Drawable {
  readonly ids: Uint32Array | null;
  readonly weights: Float64Array;
}

function drawable(logits: ArrayLike<number>, best: number, { temperature, topK, topP }: SamplingShape): Drawable {
  const weigh = (logit: number) => Math.exp((logit - best) / temperature);
  if (topK > 0 && topK < logits.length) {
    const ids = likeliest(logits, topK);
    const weights = Float64Array.from(ids, (id) => weigh(logits[id]));
    return topP < 1 ? keepMass({ ids, weights }, topP) : { ids, weights };
  }
  const weights = new Float64Array(logits.length);
  for (let id = 0; id < weights.length; id++) weights[id] = weigh(logits[id]);
  return topP < 1 ? keepMass({ ids: null, weights }, topP) : { ids: null, weights };
}

/** Keeps the fewest tokens whose weights reach the share `topP` of all, at least one, the lower ids among equals. */
function keepMass({ ids, weights }: Drawable, topP: number): Drawable {
  const places = likeliest(weights, countMass(weights, topP * sumOf(weights)));
  return {
    ids: ids === null ? places : places.map((at) => ids[at]),
    weights: Float64Array.from(places, (at) => weights[at]),
  };
}

/** Counts the greatest weights that together reach `mass`, looked for among ever more of them. */
function countMass(weights: Float64Array, mass: number): number {
  for (let look = FIRST_LOOK; ; look *= LOOK_FACTOR) {
    const sorted = Float64Array.from(likeliest(weights, look), (at) => weights[at]).sort();
    let reached = 0;
    for (let at = sorted.length - 1; at >= 0; at--) {
      reached += sorted[at];
      if (reached >= mass) return sorted.length - at;
    }
    // Rounding can leave all of them a trace short.
    if (look >= weights.length) return weights.length;
  }
}

function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum;
}

function mostLikely(logits: ArrayLike<number>): number {
  let best = 0;
  for (let id = 0; id < logits.length; id++) {
    if (Number.isNaN(logits[id]))
      throw new LogitsNotFinite(`sampleToken: expected finite logits, got NaN for token ${id}`);
    if (logits[id] > logits[best]) best = id;
  }
  if (!Number.isFinite(logits[best]))
    throw new LogitsNotFinite(`sampleToken: expected finite logits, got ${logits[best]}`);
  return best;
}
