// Which weights of a run are kept in the browser, as marks of its record.
import type { CheckpointMark } from "@/domain/run/run";
import type { KeptCheckpoint } from "@/storage/kept-row";

/** The newest weights that are kept; null where none are. */
export type KeptLast = Pick<CheckpointMark, "step" | "seconds"> | null;

/** Gives the marks of what is kept in the place of those in `marks`. */
export function withKept(
  marks: readonly CheckpointMark[],
  last: KeptLast,
  checkpoints: readonly Pick<KeptCheckpoint, "kind" | "step">[],
): readonly CheckpointMark[] {
  const where = "browser";
  return [
    ...marks.filter((mark) => mark.where !== where),
    ...checkpoints.map(({ kind, step }) => ({ kind, step, where, seconds: null }) as const),
    ...(last === null ? [] : [{ ...last, kind: "last", where } as const]),
  ];
}
