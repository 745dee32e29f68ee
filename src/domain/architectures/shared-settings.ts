// Settings that several architectures have, in one place: names, ranges and first values.
import { choice, linear, size, whole } from "../config/setting";
import type { SchemeName } from "../graph/initializers";
import type { LossPositions } from "../graph/model-graph";
import { initially } from "./architecture";

/** Most tokens of a context, where an architecture has no other limit. */
export const LONGEST_CONTEXT = 512;

/** The positions of a window whose prediction counts. */
export const lossPositions = initially(choice<LossPositions>("last", "every"), "last");

/** Numbers that stand for one token. */
export const embeddingSize = initially(size(1, 512), 16);

/** Width of what lies between embedding and output. */
export const hiddenSize = initially(size(1, 1024), 128);

/** Layers of one kind, one above the other. */
export const layers = initially(whole(1, 6), 1);

/** Heads of attention, each over an equal part of the channels. */
export const heads = initially(whole(1, 16), 1);

/** Share of values dropped while training. */
export const dropout = initially(linear(0, 0.9, 0.05), 0);

/** The scheme by which weights start. */
export const initialization = initially(choice<SchemeName>("pytorch", "keras"), "pytorch");

/** Holds where there is a single position to choose from or to look at. */
export function withOnePosition(_model: unknown, contextLength: number): boolean {
  return contextLength === 1;
}
