// Which records are held back for validation, and the order in which both parts stand.
import type { TokenConfig } from "../config/run-config";
import { randomKey } from "../random";
import { permutation } from "./permute";

/** Records put in order between two yields. */
const RECORDS_PER_YIELD = 1 << 16;

/** The records for training, then those for validation. */
export interface RecordOrder {
  /** Null for the order of the file. */
  readonly order: Uint32Array | null;
  readonly trainRecords: number;
}

/** The settings that split records. */
export type SplitSettings = Pick<TokenConfig, "split" | "validationShare">;

/**
 * Chooses validation records by one seeded permutation and puts both groups in the order of another. `questions` are the
 * numbers of what is held back together or not at all, left out where each record stands for itself. Yields 0 now and then.
 */
export function* splitRecords(
  records: number,
  config: SplitSettings,
  seed: number,
  questions?: readonly number[],
): Generator<number, RecordOrder> {
  const isHeldBack = validationRecords(records, config, seed, questions);
  if (isHeldBack === null) return { order: null, trainRecords: records };
  const orderOf = permutation(records, randomKey(seed, "recordOrder").a);
  const order = new Uint32Array(records);
  const held: number[] = [];
  let train = 0;
  for (let from = 0; from < records; from += RECORDS_PER_YIELD) {
    const until = Math.min(records, from + RECORDS_PER_YIELD);
    for (let index = from; index < until; index++) {
      const record = orderOf(index);
      if (isHeldBack(record)) held.push(record);
      else order[train++] = record;
    }
    yield 0;
  }
  order.set(held, train);
  return { order, trainRecords: train };
}

/** Tells which of so many records are held back for validation; null where the split is not by record or holds none. */
export function validationRecords(
  records: number,
  { split, validationShare }: SplitSettings,
  seed: number,
  questions?: readonly number[],
): ((record: number) => boolean) | null {
  if (split !== "record") return null;
  const groups = questions === undefined ? { count: records, of: null } : numbered(questions);
  const validation = shareOf(groups.count, validationShare);
  if (validation === 0) return null;
  const rankOf = permutation(groups.count, randomKey(seed, "split").a);
  const { of } = groups;
  return of === null ? (record) => rankOf(record) < validation : (record) => rankOf(of[record]) < validation;
}

/** Numbers groups from 0 without gaps, which records that were left out may have made. */
function numbered(questions: readonly number[]): { readonly count: number; readonly of: Uint32Array } {
  const numbers = new Map<number, number>();
  const of = Uint32Array.from(questions, (question) => {
    const number = numbers.get(question) ?? numbers.size;
    numbers.set(question, number);
    return number;
  });
  return { count: numbers.size, of };
}

/** Counts the members of a validation share: rounded, at least one of each side where there are two. */
export function shareOf(count: number, share: number): number {
  if (share === 0) return 0;
  return Math.max(0, Math.min(count - 1, Math.max(1, Math.round(count * share))));
}
