// The sizes that batches are computed in: as long as the longest of their windows needs, and with the head only for rows
// that count. Each form is a program of its own, so there are few, chosen by the data.
import type { LossPositions, ModelGraph } from "@/domain/graph/model-graph";
import { linearSides } from "@/domain/graph/shapes";
import { type BatchOrder, readSteps } from "@/domain/windows/batch-order";
import { windowTargets } from "@/domain/windows/loss-mask";
import { type TokenWindows, windowLengths } from "@/domain/windows/token-windows";
import type { PlanRequest } from "../engine";

/** What batches of one form have room for. */
export interface BatchForm {
  /** Positions of each window. */
  readonly positions: number;
  /** Targets that count in a batch at most; null where every row is computed. */
  readonly room: number | null;
}

/** With the last one, which has room for every batch. */
const MOST_FORMS = 8;
/** Lengths are rounded up to multiples of this, and so is room. */
const UNIT = 8;
/** A further length must save so much of all positions. */
const LEAST_SAVING = 0.03;
/** Leaving rows out pays from this share of them on. */
const LEAST_ROWS_LEFT_OUT = 0.2;
/** Windows that are looked at, of some steps at least, to learn how many targets batches have. */
const WINDOWS_READ = 2 ** 16;
const LEAST_STEPS_READ = 8;

/** Chooses the forms of the batches of a session, each longer than the one before or with more room; the last fits all. */
export function chooseForms({ graph, windows, order }: Omit<PlanRequest, "optimizer">): readonly BatchForm[] {
  const lengths = chooseLengths(windows);
  const longest = lengths.at(-1) as number;
  const whole: BatchForm = { positions: longest, room: null };
  if (!paysToLeaveRowsOut(graph) || windows.lossMask === null) {
    return lengths.map((positions) => ({ positions, room: null }));
  }
  const most = mostTargets(windows, order, lengths, graph.lossPositions);
  const forms = lengths.map((positions, index) => ({
    positions,
    room: roomFor(most[index], order.batchSize * positions),
  }));
  return forms.at(-1)?.room === null ? forms : [...forms, whole];
}

/** Gives the first of the forms in which a batch fits. */
export function formFor(forms: readonly BatchForm[], longest: number, targets: number): number {
  const fits = ({ positions, room }: BatchForm) => longest <= positions && (room === null || targets <= room);
  return forms.findIndex(fits);
}

/** Gives forms for batches of `batch` windows that are filled only as far as there is room, from those for `batchSize`. */
export function formsForAnyBatch(forms: readonly BatchForm[], batchSize: number, batch: number): readonly BatchForm[] {
  const firsts = forms.filter(({ positions }, place) => place === 0 || positions > forms[place - 1].positions);
  return firsts.map(({ positions, room }) => {
    // Room for one window at least.
    const scaled = room === null ? null : Math.max(positions, (room * batch) / batchSize);
    return { positions, room: scaled === null ? null : roomFor(scaled, batch * positions) };
  });
}

/** The head is large beside the model's width, and every position has a row. */
function paysToLeaveRowsOut({ nodes, lossPositions, vocabularySize }: ModelGraph): boolean {
  const head = nodes.at(-1)?.op;
  return lossPositions === "every" && head?.kind === "linear" && vocabularySize >= linearSides(head).inputs;
}

function roomFor(targets: number, rows: number): number | null {
  const room = Math.max(UNIT, Math.ceil(targets / UNIT) * UNIT);
  return room <= (1 - LEAST_ROWS_LEFT_OUT) * rows ? room : null;
}

/** Chooses at most MOST_FORMS - 1 lengths, the last one the longest that any window has. */
function chooseLengths(windows: TokenWindows): readonly number[] {
  const { contextLength, train, validation } = windows;
  if (train.sequences === null) return [contextLength];
  const counts = new Float64Array(contextLength + 1);
  for (const set of [train, validation]) {
    const lengthOf = windowLengths(set, contextLength);
    for (let index = 0; index < set.count; index++) counts[lengthOf(index)]++;
  }
  const rounded = new Map<number, number>();
  for (const [length, count] of counts.entries()) {
    const place = Math.min(contextLength, Math.ceil(length / UNIT) * UNIT);
    if (count > 0) rounded.set(place, (rounded.get(place) ?? 0) + count);
  }
  return cheapestLengths([...rounded].sort(([a], [b]) => a - b));
}

/** Adds lengths, each time the one that saves most positions, while it saves enough. */
function cheapestLengths(counts: readonly (readonly [length: number, windows: number])[]): readonly number[] {
  const costOf = (lengths: readonly number[]) =>
    counts.reduce((sum, [length, count]) => sum + count * (lengths.find((other) => other >= length) as number), 0);
  let chosen = [counts[counts.length - 1][0]];
  let cost = costOf(chosen);
  while (chosen.length < MOST_FORMS - 1) {
    const offers = counts
      .filter(([length]) => !chosen.includes(length))
      .map(([length]) => [...chosen, length].sort((a, b) => a - b))
      .map((lengths) => ({ lengths, cost: costOf(lengths) }));
    const best = offers.reduce<(typeof offers)[number] | null>(
      (least, offer) => (least === null || offer.cost < least.cost ? offer : least),
      null,
    );
    if (best === null || best.cost > (1 - LEAST_SAVING) * cost) break;
    [chosen, cost] = [best.lengths, best.cost];
  }
  return chosen;
}

/** Gives for each length the most targets that count in a batch of it, among the first steps of training. */
function mostTargets(
  windows: TokenWindows,
  order: BatchOrder,
  lengths: readonly number[],
  positions: LossPositions,
): readonly number[] {
  const { train, contextLength } = windows;
  const { batchSize, accumulation } = order;
  const lengthOf = windowLengths(train, contextLength);
  const targetsOf = windowTargets(windows, train, positions);
  const read = readSteps(train, order);
  const step = new Uint32Array(batchSize * accumulation);
  const most = lengths.map(() => 0);
  const enough = Math.max(LEAST_STEPS_READ, Math.ceil(WINDOWS_READ / step.length));
  const steps = Math.min(enough, Math.ceil(train.count / step.length));
  for (let number = 0; number < steps; number++) {
    read(number, step);
    const longest = step.reduce((most, window) => Math.max(most, lengthOf(window)), 0);
    const place = lengths.findIndex((length) => length >= longest);
    for (let first = 0; first < step.length; first += batchSize) {
      let targets = 0;
      for (let row = first; row < first + batchSize; row++) targets += targetsOf(step[row]);
      most[place] = Math.max(most[place], targets);
    }
  }
  return most;
}
