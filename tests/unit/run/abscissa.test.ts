import { describe, expect, it } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { type Abscissa, placesOf } from "@/domain/run/abscissa";
import type { Run } from "@/domain/run/run";
import { afterEvents, type RunEvent } from "@/domain/run/run-event";
import { addSteps, addTime, emptySeries } from "@/domain/run/run-series";
import { runOf, stepped } from "../state/fake-client";

const config = setByPath(defaultConfig, "training.batchSize", 32);
const run = (more: Partial<Run> = {}) =>
  runOf({ config, data: { ...runOf().data, trainWindows: 80 }, series: emptySeries(), ...more });
const there = (of: Run, by: Abscissa) => (step: number) => placesOf(of, by)?.placeOf(step);
const back = (of: Run, by: Abscissa) => (place: number) => placesOf(of, by)?.stepAt(place);

describe("places on the abscissa", () => {
  it("are steps, or epochs of 80 windows in batches of 32", () => {
    expect([0, 7].map(there(run(), "step"))).toEqual([0, 7]);
    expect([0, 2.5, 5].map(there(run(), "epoch"))).toEqual([0, 1, 2]);
    expect([1, 2].map(back(run(), "epoch"))).toEqual([2.5, 5]);
    expect(placesOf(run({ data: { ...runOf().data, trainWindows: null } }), "epoch")).toBeNull();
  });

  it("are seconds between readings of the clock, and go on as at its end", () => {
    const series = emptySeries();
    addTime(series, 10, 2);
    addTime(series, 20, 12);
    const timed = run({ series });
    expect([0, 5, 10, 15, 20, 30].map(there(timed, "time"))).toEqual([0, 1, 2, 7, 12, 22]);
    expect([0, 1, 2, 7, 12, 22].map(back(timed, "time"))).toEqual([0, 5, 10, 15, 20, 30]);
    expect(placesOf(run(), "time"), "a file tells no times").toBeNull();
  });

  it("follow the news of steps, and forget the time of steps that are made anew", () => {
    let told = run();
    for (const [step, seconds] of [
      [10, 2],
      [20, 4],
      [30, 9],
    ] as const) {
      told = afterEvents(told, [{ ...stepped(step, { seconds }), run: told.id } as RunEvent]);
    }
    expect([10, 25].map(there(told, "time"))).toEqual([2, 6.5]);
    addSteps(told.series, [{ step: 15, loss: 1, accuracy: 0, counted: 16, gradientNorm: 1, learningRate: 1 }]);
    expect(there(told, "time")(20), "ten steps took two seconds").toBe(4);
  });
});
