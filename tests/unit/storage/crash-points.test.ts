// Every point at which the store may be cut: it fails there in every way, starts again, and the last state that was
// said to be saved, or a newer one, is there whole.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lossesOf, type Step } from "./support/crash-harness";
import { FAULTS, FaultyDisk } from "./support/faulty-disk";
import { storeKeeper, unsafeKeeper } from "./support/keepers";
import { runsKeeper } from "./support/runs-keeper";

const SCRIPT: readonly Step[] = [
  { type: "save", id: "a" },
  { type: "save", id: "a", checkpoint: "first" },
  { type: "save", id: "b", checkpoint: "spaced" },
  { type: "save", id: "a", checkpoint: "spaced" },
  { type: "save", id: "a", checkpoint: "best" },
  { type: "evict", budget: 150 },
  { type: "save", id: "a", checkpoint: "best" },
  { type: "remove", id: "b" },
  { type: "sweep" },
  { type: "save", id: "b" },
  { type: "save", id: "a", checkpoint: "spaced" },
];

/** Gives the operations of a script that nothing cuts: true for those that write bytes. */
async function operationsOf(open: typeof storeKeeper, script: readonly Step[]): Promise<readonly boolean[]> {
  const disk = new FaultyDisk();
  disk.plan(Number.POSITIVE_INFINITY, "kill");
  expect(await lossesOf(open, disk, script, null)).toEqual([]);
  return disk.operations;
}

async function failingPoints(
  open: typeof storeKeeper,
  script = SCRIPT,
): Promise<{ tried: number; losses: readonly string[] }> {
  const operations = await operationsOf(open, script);
  let tried = 0;
  const losses: string[] = [];
  for (const kind of FAULTS) {
    for (const [index, writes] of operations.entries()) {
      if (/write/.test(kind) && !writes) continue;
      tried++;
      const at = index + 1;
      for (const loss of await lossesOf(open, new FaultyDisk(), script, { at, kind })) {
        losses.push(`${kind} at ${at}: ${loss}`);
      }
    }
  }
  return { tried, losses };
}

describe("a store that is cut", () => {
  it("keeps the last saved state at every operation and every way to fail", async () => {
    const { tried, losses } = await failingPoints(storeKeeper);
    expect(losses).toEqual([]);
    expect(tried).toBeGreaterThan(1000);
  });

  it("is told from an unsafe writer by the same harness", async () => {
    const { losses } = await failingPoints(unsafeKeeper);
    for (const kind of FAULTS) expect(losses.filter((loss) => loss.startsWith(`${kind} at`)).length).toBeGreaterThan(0);
  });

  it("keeps runs with the tables of tokens that they share, which go with the last of them", async () => {
    const script: readonly Step[] = [
      { type: "save", id: "a" },
      { type: "save", id: "b" },
      { type: "remove", id: "a" },
      { type: "remove", id: "b" },
      { type: "save", id: "b" },
    ];
    const { tried, losses } = await failingPoints(runsKeeper, script);
    expect(losses).toEqual([]);
    expect(tried).toBeGreaterThan(150);
  });

  it("keeps the last saved state whatever is asked of it", async () => {
    const id = fc.constantFrom("a", "b", "c");
    const step: fc.Arbitrary<Step> = fc.oneof(
      { weight: 5, arbitrary: fc.record({ type: fc.constant("save" as const), id }) },
      {
        weight: 5,
        arbitrary: fc.record({
          type: fc.constant("save" as const),
          id,
          checkpoint: fc.constantFrom("first" as const, "spaced" as const, "best" as const),
        }),
      },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("remove" as const), id }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("evict" as const), budget: fc.nat(400) }) },
      { weight: 1, arbitrary: fc.constant({ type: "sweep" as const }) },
    );
    const trial = fc.tuple(fc.array(step, { minLength: 1, maxLength: 12 }), fc.constantFrom(...FAULTS), fc.nat(10_000));
    await fc.assert(
      fc.asyncProperty(trial, async ([script, kind, point]) => {
        const at = 1 + (point % (await operationsOf(storeKeeper, script)).length);
        expect(await lossesOf(storeKeeper, new FaultyDisk(), script, { at, kind })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
