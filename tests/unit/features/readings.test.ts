import { describe, expect, it } from "vitest";
import { addCheck, addSteps, addTime, emptySeries } from "@/domain/run/run-series";
import { plotLines } from "@/features/metrics/plot-lines";
import { movedSpot, nearestSpot, plottedRuns } from "@/features/metrics/plotted-runs";
import { readingsAt } from "@/features/metrics/readings";
import { openLooks } from "@/features/metrics/run-lines";
import { runOf } from "../state/fake-client";

const curves = { training: "trainLoss", validation: "validationLoss" } as const;
const references = [{ id: "uniform", value: 4.3, label: "" }];
const looks = openLooks(1, false);

/** A run whose loss at a step is the step, with looks at the validation. */
function run(id: string, steps: readonly number[], checks: readonly { step: number; loss: number }[] = []) {
  const series = emptySeries();
  addSteps(
    series,
    steps.map((step) => ({ step, loss: step, accuracy: 0.5, counted: 16, gradientNorm: 0.5, learningRate: 0.5 })),
  );
  for (const check of checks) addCheck(series, { ...check, accuracy: 0.5 });
  return runOf({ id, name: id, series, colour: id === "own" ? 1 : 2 });
}

const read = (runs: readonly ReturnType<typeof run>[], place: number, smoothing = 0.5) =>
  readingsAt(
    { plotted: plottedRuns(runs, "own", { by: "step", isJoined: true }), curves, references, looks, smoothing },
    place,
  );
const own = run("own", [1, 2, 3], [{ step: 2, loss: 7 }]);

describe("what is read of a chart", () => {
  it("is every drawn line at the step, the validation at the look nearest to it", () => {
    expect(read([own], 3).map(({ id, run, value, step }) => [id, run, value, step])).toEqual([
      ["training", "own", expect.closeTo(3, 9), 3],
      ["training-step", "own", 3, 3],
      ["validation", "own", 7, 2],
      ["uniform", null, 4.3, null],
    ]);
  });

  it("is of other runs their validation, or their training where they have none", () => {
    const others = [run("checked", [1, 2, 3, 4], [{ step: 3, loss: 5 }]), run("trained", [1, 2, 3, 4])];
    expect(read([own, ...others], 3, 0).map(({ id, runName, value }) => [id, runName, value])).toEqual([
      ["training", null, 3],
      ["validation", null, 7],
      ["validation", "checked", 5],
      ["training", "trained", 3],
      ["uniform", null, 4.3],
    ]);
  });

  it("is nothing before the first step and beyond the end of a run", () => {
    expect(read([run("own", [])], 3, 0).map(({ value }) => value)).toEqual([null, null, 4.3]);
    expect(read([own, run("longer", [1, 9])], 9, 0).map(({ value }) => value)).toEqual([null, null, 9, 4.3]);
  });
});

describe("the crosshair", () => {
  const spot = (runs: readonly ReturnType<typeof run>[], place: number) =>
    nearestSpot(plottedRuns(runs, "own", { by: "step", isJoined: true }), curves, place).step;
  const moved = (runs: readonly ReturnType<typeof run>[], place: number, distance: number) =>
    movedSpot(plottedRuns(runs, "own", { by: "step", isJoined: true }), curves, place, distance).step;

  it("stands on a recorded step of the first run that comes as far, on any whole one while there is none", () => {
    const short = run("own", [10, 20, 50]);
    expect([-3, 14, 36, 99].map((place) => spot([short], place))).toEqual([10, 10, 50, 50]);
    expect(spot([short, run("longer", [40, 90, 100])], 81)).toBe(90);
    expect(spot([], 7.6)).toBe(8);
    expect(spot([run("own", [])], 7.6)).toBe(8);
  });

  it("moves by a distance, to the next recorded step at least, and rests at the ends", () => {
    const runs = [run("own", [10, 11, 12, 13, 14, 400, 800])];
    expect([moved(runs, 10, 3), moved(runs, 10, 0.2), moved(runs, 14, 1)]).toEqual([13, 11, 400]);
    expect([moved(runs, 800, -5), moved(runs, 800, 5), moved(runs, 10, -5)]).toEqual([400, 800, 10]);
  });
});

describe("the lines of a plot", () => {
  const draw = (runs: readonly ReturnType<typeof run>[], by: "step" | "time", part: readonly [number, number] | null) =>
    plotLines({ plotted: plottedRuns(runs, "own", { by, isJoined: true }), curves, looks, smoothing: 0, part });

  it("lie with the open run above the others, training and validation told by strokes, markers and width", () => {
    const lines = draw([own, run("other", [1, 2], [{ step: 1, loss: 4 }])], "step", null);
    expect(lines.map(({ id, label }) => [id, label])).toEqual([
      ["other", "other"],
      ["own smooth", null],
      ["own validation", null],
    ]);
    const [, training, validation] = lines.map(({ look }) => look);
    expect([training?.dash, training?.marker, validation?.marker]).toEqual([null, null, "diamond"]);
    expect(validation?.color, "colour tells runs apart").toBe(training?.color);
    expect(openLooks(1, true).validation.color, "while there is but one, it tells validation").not.toBe(
      training?.color,
    );
  });

  it("stand at their times, and are cut to the part that is looked at with a point on either side", () => {
    const timed = run("own", [1, 2, 3, 4, 5, 6, 7, 8]);
    addTime(timed.series, 8, 16);
    const xs = (by: "step" | "time", part: readonly [number, number] | null) =>
      draw([timed], by, part)[0]?.points.map(({ x }) => x);
    expect(xs("time", null)).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
    expect(xs("time", [8, 10])).toEqual([6, 8, 10, 12]);
    expect(xs("step", [3, 4])).toEqual([2, 3, 4, 5]);
    expect(draw([run("other", [1])], "time", null), "a file tells no times").toEqual([]);
  });
});

describe("a run that grew from another", () => {
  const parent = (step: number, id: string) => ({ id, name: id, step, dataset: "" });
  const grown = { ...run("own", [1, 2, 3]), parent: parent(20, "old") };
  const old = run("old", [10, 20, 30]);
  const placed = (runs: readonly ReturnType<typeof run>[], isJoined = true) =>
    plottedRuns(runs, "own", { by: "step", isJoined });
  const line = (runs: readonly ReturnType<typeof run>[], isJoined = true) =>
    plotLines({ plotted: placed(runs, isJoined), curves, looks, smoothing: 0, part: null })
      .find(({ id }) => id === "own smooth")
      ?.points.map(({ x, y }) => [x, y]);

  it("is drawn on from where that one stood while both are drawn, and if that is wished for", () => {
    const alone = [
      [1, 1],
      [2, 2],
      [3, 3],
    ];
    expect(line([grown, old])).toEqual(alone.map(([x = 0, y]) => [20 + x, y]));
    expect(line([grown])).toEqual(alone);
    expect(line([grown, old], false)).toEqual(alone);
  });

  it("is drawn on from a run that grew itself", () => {
    const middle = { ...run("middle", [1, 2]), parent: parent(30, "old") };
    const last = { ...grown, parent: parent(2, "middle") };
    expect(line([last, middle, old])?.map(([x]) => x)).toEqual([33, 34, 35]);
  });

  it("is read where it is drawn, and not before it began", () => {
    const values = (place: number) =>
      readingsAt({ plotted: placed([grown, old]), curves, references: [], looks, smoothing: 0 }, place).map(
        ({ value, place: at }) => [value, at],
      );
    expect(values(22)).toEqual([
      [2, 22],
      [null, null],
      [20, 20],
    ]);
    expect(values(12)).toEqual([
      [null, null],
      [null, null],
      [10, 10],
    ]);
    expect(nearestSpot(placed([grown, old]), curves, 12).of?.run.id).toBe("old");
  });
});
