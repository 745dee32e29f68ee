// What a session promises of the states that it lends.
import { expect, it } from "vitest";
import { inMemory, readAll } from "@/domain/stored-tensor";
import type { LentStateEnd } from "@/domain/training/training-error";
import type { SessionRequest, StatePlace, StepSettings, TrainingSession } from "@/engine/engine";
import { StateGone } from "@/engine/state-gone";
import { runSteps } from "./open-session";
import { roleRequest, tinyOptimizers, tinyRequest } from "./tiny-models";

export type OpenSession = (request: SessionRequest) => Promise<TrainingSession>;

const optimizer = tinyOptimizers.adamw;
const settings: StepSettings = { optimizer, gradientClip: null };

/** Declares that what is lent is what reading copies. */
export function describeLent(open: OpenSession): void {
  it.each(["gru", "a frozen embedding under an MLP"] as const)("lends what reading copies of %s", async (model) => {
    const session = await open(model === "gru" ? tinyRequest(model, optimizer) : roleRequest(model, optimizer));
    await expect(session.lendState("all", "best")).rejects.toThrow(/expected a snapshot "best"/);
    await runSteps(session, settings, 2);
    session.keep("best");
    await runSteps(session, settings, 1);
    for (const place of ["newest", "best"] as const) {
      for (const what of ["weights", "all"] as const) {
        const { step, tensors } = await session.lendState(what, place);
        const copy = await session.readState(what, place);
        expect({ step, tensors: await readAll(tensors) }).toEqual(copy);
        expect([...tensors.keys()]).toEqual([...copy.tensors.keys()]);
      }
    }
  });
}

/** Declares that a session that lends its states without copies never gives numbers of another step. */
export function describeLending(open: OpenSession): void {
  const writes: readonly (readonly [
    what: string,
    write: (session: TrainingSession) => unknown,
    gone: readonly StatePlace[],
    end: LentStateEnd,
  ])[] = [
    ["a step", (session) => session.step(settings, [0.1]), ["newest"], "written"],
    ["another snapshot", (session) => session.keep("good"), ["good"], "written"],
    ["going back", (session) => session.putBack("best"), ["newest"], "written"],
    ["another state", async (session) => session.writeState(await session.readState()), ["newest"], "written"],
    ["the end of the session", (session) => session.dispose(), ["newest", "good", "best"], "closed"],
  ];
  it.each(writes)("refuses what was lent before %s, and nothing else", async (_, write, gone, end) => {
    const session = await open(tinyRequest("mlp", optimizer));
    session.keep("best");
    await runSteps(session, settings, 1);
    session.keep("good");
    const places = ["newest", "good", "best"] as const;
    const lent = await Promise.all(places.map((place) => session.lendState("weights", place)));
    const copies = await Promise.all(places.map((place) => session.readState("weights", place)));
    await write(session);
    for (const [index, place] of places.entries()) {
      const read = readAll(lent[index].tensors);
      if (gone.includes(place)) await expect(read, place).rejects.toThrow(new StateGone(place, end));
      else expect(await read, place).toEqual(copies[index].tensors);
    }
  });

  it("refuses the rest of a state that is written while it is read", async () => {
    const session = await open(tinyRequest("gru", optimizer));
    const { tensors } = await session.lendState();
    const [first, second] = [...tensors].map(([name, tensor]) => inMemory(name, tensor));
    expect((await first).data.length).toBeGreaterThan(0);
    await second;
    session.step(settings, [0.1]);
    const [name, tensor] = [...tensors][2];
    await expect(inMemory(name, tensor)).rejects.toThrow(/newest state as it was lent/);
  });
}
