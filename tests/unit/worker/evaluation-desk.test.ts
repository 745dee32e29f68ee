import { describe, expect, it, vi } from "vitest";
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import { success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import type { Engine, Evaluation } from "@/engine/engine";
import type { ActiveRun } from "@/worker/active-run";
import { EvaluationDesk } from "@/worker/evaluation-desk";
import { EventOutbox } from "@/worker/event-outbox";
import type { RunData } from "@/worker/plan-request";
import type { WorkerEvent } from "@/worker/protocol";
import { SerialQueue } from "@/worker/serial-queue";

type Split = "train" | "validation";
type Measure = (
  split: Split,
  from: number,
  count: number,
) => Omit<Evaluation, "windows" | "counted"> & { readonly counted?: number };

/** A run at rest whose session answers by `measure`, thirty training windows and ten of validation unless told. */
function restingRun(measure: Measure, validation = 10): ActiveRun {
  const session = {
    evaluationBatch: 5,
    evaluate: async (split: Split, from: number, count: number) => ({
      counted: count,
      ...measure(split, from, count),
      windows: count,
    }),
  };
  const windows = { train: { count: 30 }, validation: { count: validation } };
  const data = { windows, dataset: { id: null, name: "birds.csv", hash: "" }, unknownCharacters: 3 };
  const training = { session, progress: { ...freshProgress, step: 7 } };
  return { data, training, queue: new SerialQueue() } as unknown as ActiveRun;
}

function openDesk() {
  const events: WorkerEvent[] = [];
  const outbox = new EventOutbox();
  outbox.listen((batch) => events.push(...batch));
  const shares = () => {
    outbox.flush();
    return events.flatMap((event) => (event.type === "evaluationProgress" ? [event.share] : []));
  };
  return { desk: new EvaluationDesk(outbox), shares };
}

const isOpen = () => true;
const figures = { loss: 2, accuracy: 0.5 };

describe("the evaluation desk", () => {
  it("measures every validation window once and tells how far it is", async () => {
    const seen: number[] = [];
    const { desk, shares } = openDesk();
    const run = restingRun((split, from, count) => {
      expect(split).toBe("validation");
      for (let window = from; window < from + count; window++) seen.push(window);
      return { loss: from < 5 ? 1 : 3, accuracy: from < 5 ? 1 : 0 };
    });
    const report = { part: "validation", loss: 2, accuracy: 0.5, windows: 10, step: 7, dataset: "birds.csv" };
    expect(await desk.measure(run, "validation", isOpen)).toEqual({
      ok: true,
      value: { ...report, unknownCharacters: 3 },
    });
    expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => index));
    expect(shares()).toEqual([0.5, 1]);
  });

  it("weighs both parts by their windows where all data is measured", async () => {
    const { desk } = openDesk();
    const run = restingRun((split) => (split === "train" ? { loss: 1, accuracy: 0.8 } : { loss: 3, accuracy: 0.4 }));
    const result = await desk.measure(run, "all", isOpen);
    expect(result.ok && result.value).toMatchObject({ windows: 40 });
    expect(result.ok && result.value?.loss).toBeCloseTo(1.5, 12);
    expect(result.ok && result.value?.accuracy).toBeCloseTo(0.7, 12);
  });

  it("weighs parts by the targets that counted in them", async () => {
    const { desk } = openDesk();
    const run = restingRun((split, from) =>
      split === "validation" || from > 0 ? { ...figures, counted: 0 } : { loss: 4, accuracy: 0.25, counted: 1 },
    );
    const result = await desk.measure(run, "all", isOpen);
    expect(result.ok && result.value).toMatchObject({ loss: 4, accuracy: 0.25, windows: 40 });
  });

  it("says that nothing is held back, and still measures all", async () => {
    const { desk } = openDesk();
    const run = restingRun(() => figures, 0);
    expect(await desk.measure(run, "validation", isOpen)).toEqual({ ok: false, error: { code: "noValidation" } });
    expect(await desk.measure(run, "all", isOpen)).toMatchObject({ value: { windows: 30 } });
  });

  it("calls a loss that is no number by its name", async () => {
    const { desk } = openDesk();
    const run = restingRun(() => ({ loss: Number.NaN, accuracy: 0 }));
    expect(await desk.measure(run, "validation", isOpen)).toEqual({ ok: false, error: { code: "logitsNotFinite" } });
  });

  it("opens no file's model where it was stopped before its turn came", async () => {
    const { desk } = openDesk();
    const mayGoOn = desk.turns.begin();
    desk.turns.stop();
    const opening = vi.fn();
    const work = { id: "run", checkpoint: {} as Checkpoint, data: {} as RunData };
    expect(await desk.measureFile({ open: opening } as unknown as Engine, work, "all", mayGoOn)).toEqual(success(null));
    expect(opening).not.toHaveBeenCalled();
  });

  it.each([
    ["the weights change", ({ run }: { run: ActiveRun }) => Object.assign(run.training, { progress: freshProgress })],
    ["it may not go on", ({ close }: { close: () => void }) => close()],
  ] as const)("stops after the slice under way when %s", async (_, interrupt) => {
    const { desk } = openDesk();
    let slices = 0;
    let open = true;
    const close = () => {
      open = false;
    };
    const run = restingRun(() => {
      slices += 1;
      if (slices === 2) interrupt({ run, close });
      return figures;
    });
    expect(await desk.measure(run, "all", () => open)).toEqual({ ok: true, value: null });
    expect(slices).toBe(2);
  });
});
