// The model beside which the adapters of a run work.
import type { Run, RunId } from "./run";

/**
 * Names it: what the run began with. Adapters that went on from a parent of the same size stand beside what that one began
 * with; others took the parent's in. "" for a run from fresh weights.
 */
export function adapterBaseOf(run: Pick<Run, "parent" | "config">, runs: ReadonlyMap<RunId, Run>): string {
  const seen = new Set<RunId>();
  let below: Pick<Run, "parent" | "config"> = run;
  for (;;) {
    const { parent } = below;
    if (parent === null) return below.config.base;
    const held = runs.get(parent.id);
    if (held === undefined || seen.has(parent.id)) return parent.name;
    if (held.parent === null || !haveSameAdapters(held, below)) return held.origin?.listed ?? held.name;
    seen.add(parent.id);
    below = held;
  }
}

function haveSameAdapters({ config: one }: Pick<Run, "config">, { config: other }: Pick<Run, "config">): boolean {
  const areTrained = one.tuning.trains === "lora" && other.tuning.trains === "lora";
  const names = ["loraRank", "loraAlpha", "loraLayers"] as const;
  return areTrained && names.every((name) => one.tuning[name] === other.tuning[name]);
}
