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
    return topP < 1 ? (nucleusOf(ids, weights, topP * sumOf(weights)) ?? { ids, weights }) : { ids, weights };
  }
  const weights = new Float64Array(logits.length);
  for (let id = 0; id < weights.length; id++) weights[id] = weigh(logits[id]);
  return topP < 1 ? likeliestMass(weights, topP * sumOf(weights)) : { ids: null, weights };
}

/** Keeps the fewest tokens whose weights reach `mass`, looked for among ever more of the likeliest. */
function likeliestMass(weights: Float64Array, mass: number): Drawable {
  for (let count = FIRST_LOOK; count < weights.length; count *= LOOK_FACTOR) {
    const ids = likeliest(weights, count);
    const kept = nucleusOf(
      ids,
      Float64Array.from(ids, (id) => weights[id]),
      mass,
    );
    if (kept !== null) return kept;
  }
  return nucleusOf(Uint32Array.from(weights.keys()), weights, mass) ?? { ids: null, weights };
}

/** Gives the fewest of these tokens whose weights reach `mass`, at least one; null where all of them do not. */
function nucleusOf(ids: Uint32Array, weights: Float64Array, mass: number): Drawable | null {
  const ranked = Array.from(ids.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  let kept = 1;
  for (let reached = weights[ranked[0]]; reached < mass; kept++) {
    if (kept === ranked.length) return null;
    reached += weights[ranked[kept]];
  }
  const places = Uint32Array.from(ranked.slice(0, kept)).sort();
  return { ids: places.map((at) => ids[at]), weights: Float64Array.from(places, (at) => weights[at]) };
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
