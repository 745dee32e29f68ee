// Which works are held out: whole ones, so that nothing of a work that is measured was learned.
import { randomKey } from "@/domain/random";
import { permutation } from "@/domain/windows/permute";
import type { Options } from "./options";
import type { Work } from "./works";

/** The works of a text by what they are for, each in the order of the file. */
export interface HeldOut {
  readonly learned: readonly Work[];
  readonly heldOut: readonly Work[];
}

/**
 * Goes through the works in a seeded order and holds out each that keeps the sum within `share` of all characters. Throws
 * where no work is short enough.
 */
export function holdOut(works: readonly Work[], { share, seed }: Pick<Options, "share" | "seed">): HeldOut {
  const most = share * works.reduce((sum, { text }) => sum + text.length, 0);
  const orderOf = permutation(works.length, randomKey(seed, "split").a);
  const held = new Set<Work>();
  let characters = 0;
  for (let index = 0; index < works.length; index++) {
    const work = works[orderOf(index)];
    if (characters + work.text.length > most) continue;
    held.add(work);
    characters += work.text.length;
  }
  if (held.size === 0) throw new Error(`holdOut: expected a work of at most ${Math.floor(most)} characters, got none`);
  return { learned: works.filter((work) => !held.has(work)), heldOut: works.filter((work) => held.has(work)) };
}
