// How many of the targets are padding: easy tokens, which loss and accuracy count like all others where they count.
import type { LossPositions } from "../graph/model-graph";
import { type Tokens, type TokenWindows, type WindowSet, windowStarts } from "./token-windows";

/** Shares of targets that are padding, 0 to 1, by where the loss is taken. */
export type PaddingShare = Readonly<Record<LossPositions, number>>;

/** Padding among the targets of both parts. */
export interface PaddingShares {
  readonly train: PaddingShare;
  /** Null where nothing is kept for validation. */
  readonly validation: PaddingShare | null;
}

const NONE: PaddingShare = { last: 0, every: 0 };
const WINDOWS_PER_YIELD = 1 << 17;
/** Tokens between two stored sums; a sum for each token would take more memory than the tokens. */
const BLOCK = 4;

/** Counts the padding among all targets of all windows, exactly. Yields now and then. */
export function* measurePadding(windows: TokenWindows, padId: number | null): Generator<undefined, PaddingShares> {
  const { train, validation } = windows;
  const hasValidation = validation.count > 0;
  // Behind a record that is a window of its own, padding is no target.
  if (padId === null || train.sequences !== null || !windows.tokens.includes(padId))
    return { train: NONE, validation: hasValidation ? NONE : null };
  const before = train.shuffle === null ? null : countBefore(windows.tokens, padId);
  const shareOf = (set: WindowSet) =>
    before === null ? orderedShare(windows, set, padId) : shuffledShare(windows, set, padId, before);
  return {
    train: yield* shareOf(train),
    validation: hasValidation ? yield* shareOf(validation) : null,
  };
}

/** Windows in order: what the next one adds and leaves behind is counted, a sum for nothing is stored. */
function* orderedShare(windows: TokenWindows, set: WindowSet, padId: number): Generator<undefined, PaddingShare> {
  const sums = { last: 0, every: 0 };
  for (let index = 0; index < set.count; index += WINDOWS_PER_YIELD) {
    addOrdered(windows, set, padId, index, sums);
    yield undefined;
  }
  return { last: sums.last / set.count, every: sums.every / (set.count * windows.contextLength) };
}

/** Adds the padding of the windows from number `index` on, up to a yield's worth; apart, since loops of generators are slow. */
function addOrdered(
  { tokens, contextLength }: TokenWindows,
  { first, stride, count }: WindowSet,
  padId: number,
  index: number,
  sums: { last: number; every: number },
): void {
  const end = first + stride * Math.min(count, index + WINDOWS_PER_YIELD) + 1;
  let from = first + stride * index + 1;
  let until = from;
  let last = 0;
  let every = 0;
  let padding = 0;
  for (let start = from; start < end; start += stride) {
    if (start >= until) {
      from = start;
      until = start;
      padding = 0;
    }
    for (; from < start; from++) if (tokens[from] === padId) padding--;
    for (; until < start + contextLength; until++) if (tokens[until] === padId) padding++;
    if (tokens[until - 1] === padId) last++;
    every += padding;
  }
  sums.last += last;
  sums.every += every;
}

function* shuffledShare(
  { tokens, contextLength }: TokenWindows,
  set: WindowSet,
  padId: number,
  before: (offset: number) => number,
): Generator<undefined, PaddingShare> {
  const startOf = windowStarts(set);
  let last = 0;
  let every = 0;
  for (let index = 0; index < set.count; index++) {
    const first = startOf(index) + 1;
    const end = first + contextLength;
    if (tokens[end - 1] === padId) last++;
    every += before(end) - before(first);
    if (index % WINDOWS_PER_YIELD === WINDOWS_PER_YIELD - 1) yield undefined;
  }
  return { last: last / set.count, every: every / (set.count * contextLength) };
}

/** Gives the function that counts padding tokens before an offset. */
function countBefore(tokens: Tokens, padId: number): (offset: number) => number {
  const sums = new Uint32Array(Math.floor(tokens.length / BLOCK) + 1);
  const countIn = (from: number, end: number): number => {
    let count = 0;
    for (let offset = from; offset < end; offset++) if (tokens[offset] === padId) count++;
    return count;
  };
  for (let block = 1; block < sums.length; block++) {
    sums[block] = sums[block - 1] + countIn((block - 1) * BLOCK, block * BLOCK);
  }
  return (offset) => {
    const block = Math.floor(offset / BLOCK);
    return sums[block] + countIn(block * BLOCK, offset);
  };
}
