// Under which name the files of a model are kept.
import type { Run } from "@/domain/run/run";

/** Names the place in which the files of a model are kept: a model of the list once, whoever's run it is. */
export function keyOf({ id, origin }: Pick<Run, "id" | "origin">): string {
  return origin?.listed ?? id;
}
