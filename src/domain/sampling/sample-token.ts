// From logits to the next token on plain arrays: temperature, then top-k, then top-p, then one draw.
// The caller gives the random number, so the same seed writes the same text.
import { LogitsNotFinite } from "./logits-not-finite";
import type { SamplingConfig } from "./sampling-config";

/** The settings that shape the distribution of the next token. */
export type SamplingShape = Pick<SamplingConfig, "temperature" | "topK" | "topP">;

/** Below this temperature the most likely token is taken. */
const GREEDY_BELOW = 1e-6;

/**
 * Chooses the next token: logits (V) -> id; `chance` is uniform in [0, 1). Temperature 0 takes the most
 * likely token, the lowest id on ties. Throws LogitsNotFinite.
 */
export function sampleToken(logits: ArrayLike<number>, shape: SamplingShape, chance: number): number {
  if (isGreedy(shape)) return mostLikely(logits);
  const shares = probabilities(logits, shape);
  let left = chance;
  let last = 0;
  for (let id = 0; id < shares.length; id++) {
    if (shares[id] === 0) continue;
    if (left < shares[id]) return id;
    left -= shares[id];
    last = id;
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
  for (let id = 0; id < shares.length; id++) shares[id] = Math.exp((logits[id] - logits[best]) / shape.temperature);
  normalize(shares);
  const limitsCount = shape.topK > 0 && shape.topK < shares.length;
  if (limitsCount || shape.topP < 1) keepLikeliest(shares, limitsCount ? shape.topK : shares.length, shape.topP);
  return shares;
}

/** Keeps the `count` likeliest tokens, and of those the fewest whose renormalised sum reaches `mass`; at least one. */
function keepLikeliest(shares: Float64Array, count: number, mass: number): void {
  const ranked = Array.from(shares.keys()).sort((a, b) => shares[b] - shares[a] || a - b);
  const candidates = ranked.slice(0, count);
  const needed = mass * candidates.reduce((sum, id) => sum + shares[id], 0);
  let kept = mass < 1 ? 1 : candidates.length;
  for (let reached = shares[ranked[0]]; kept < candidates.length && reached < needed; kept++) {
    reached += shares[candidates[kept]];
  }
  for (const id of ranked.slice(kept)) shares[id] = 0;
  normalize(shares);
}

function normalize(shares: Float64Array): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  for (let id = 0; id < shares.length; id++) shares[id] /= sum;
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
