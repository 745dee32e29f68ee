// Runs a script of saves on a disk that fails at one operation, starts again and tells what of it is lost or broken.
import type { Fault, FaultyDisk } from "./faulty-disk";

/** A step of a script. States are numbered by their place in the script. */
export type Step =
  | { readonly type: "save"; readonly id: string; readonly checkpoint?: "first" | "spaced" | "best" }
  | { readonly type: "remove"; readonly id: string }
  | { readonly type: "evict"; readonly budget: number }
  | { readonly type: "sweep" };

/** Something that keeps numbered states. */
export interface Keeper {
  /** Each resolves to whether it says that it is done. */
  save(id: string, state: number, checkpoint?: "first" | "spaced" | "best"): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  evict(budget: number): Promise<boolean>;
  sweep(): Promise<boolean>;
  /** Gives the number of the state that is there whole, null when there is none. @throws when it is not whole. */
  load(id: string): Promise<number | null>;
  /** Gives the files that are named by something. */
  namedFiles(): Promise<readonly string[]>;
}

/** Runs a script with one fault; gives what is wrong afterwards. */
export async function lossesOf(
  open: (disk: FaultyDisk) => Keeper,
  disk: FaultyDisk,
  script: readonly Step[],
  fault: { readonly at: number; readonly kind: Fault } | null,
): Promise<readonly string[]> {
  if (fault !== null) disk.plan(fault.at, fault.kind);
  const allowed = await run(open(disk), disk, script);
  disk.restart();
  const keeper = open(disk);
  const before = await wrongStates(keeper, allowed);
  if (!(await keeper.sweep())) return [...before, "does not sweep"];
  const named = new Set(await keeper.namedFiles());
  const left = disk.names().filter((name) => !named.has(name));
  const after = await wrongStates(keeper, allowed);
  const saves = (await keeper.save("a", 999)) && (await keeper.load("a")) === 999;
  return [
    ...before,
    ...after.map((wrong) => `after the sweep: ${wrong}`),
    ...left.map((name) => `left over: ${name}`),
    ...(saves ? [] : ["does not save any more"]),
  ];
}

/** Gives the states that each record may be in: the last that was said to be saved, or one that came later. */
async function run(keeper: Keeper, disk: FaultyDisk, script: readonly Step[]) {
  const allowed = new Map<string, Set<number | null>>();
  for (const [index, step] of script.entries()) {
    if (disk.dead) break;
    if (step.type === "sweep") {
      await keeper.sweep();
    } else if (step.type === "evict") {
      await keeper.evict(step.budget);
    } else {
      const state = step.type === "save" ? index : null;
      const states = allowed.get(step.id) ?? new Set([null]);
      allowed.set(step.id, states.add(state));
      const done =
        step.type === "save" ? await keeper.save(step.id, index, step.checkpoint) : await keeper.remove(step.id);
      if (done) allowed.set(step.id, new Set([state]));
    }
  }
  return allowed;
}

async function wrongStates(keeper: Keeper, allowed: ReadonlyMap<string, ReadonlySet<number | null>>) {
  const wrong: string[] = [];
  for (const [id, states] of allowed) {
    try {
      const state = await keeper.load(id);
      if (!states.has(state)) wrong.push(`${id}: state ${state}, allowed ${[...states]}`);
    } catch (thrown) {
      wrong.push(`${id}: ${thrown}`);
    }
  }
  return wrong;
}
