// The words of a cut, found under the crosshair.
import { expect, it } from "vitest";
import { cutNear, cutText } from "@/features/metrics/cut-note";
import { plotRules } from "@/features/metrics/plot-marks";
import { plottedRuns } from "@/features/metrics/plotted-runs";
import { runNotes } from "@/features/metrics/run-notes";
import { withRuns } from "@/i18n/runs-text";
import { createText } from "@/i18n/use-text";
import { runOf } from "../state/fake-client";

it("a cut is marked where the run came back, and told to whoever stands there", () => {
  const cuts = [
    { step: 100, lost: 7 },
    { step: 104, lost: 0 },
  ];
  const run = runOf({ cuts });
  const plotted = plottedRuns([run], run.id, { by: "step", isJoined: false });
  const text = withRuns(createText("en"));
  expect(plotRules(text, plotted, "loss", null)).toMatchObject([
    { kind: "cut", x: 100, label: null },
    { kind: "cut", x: 104, label: null },
  ]);
  const at = (place: number) => cutNear(plotted, [0, 500], place);
  expect([94, 96, 101, 103, 110, 111].map((place) => at(place)?.step ?? null)).toEqual([100, 100, 100, 104, 104, null]);
  expect(cutNear(plottedRuns([run], null, { by: "step", isJoined: false }), [0, 500], 100)).toBeNull();
  expect(cuts.map((cut) => cutText(text, cut))).toEqual([
    "Interrupted: back at step 100, 7 steps lost",
    "Interrupted at step 104, nothing lost",
  ]);
});

it("every mark of a run has words: changes from where to where, the early stop, and cuts", () => {
  const change = (step: number, from: number, to: number) => ({ step, path: "training.learningRate", from, to });
  const run = runOf({
    changes: [change(5, 0.1, 0.2), change(5, 0.2, 0.3), change(9, 0.3, 0.1), change(9, 0.1, 0.3)],
    cuts: [{ step: 3, lost: 1 }],
    reason: "earlyStopping",
    endStep: 12,
  });
  expect(runNotes(withRuns(createText("en")), run).map(({ step, words }) => [step, words])).toEqual([
    [5, "Learning rate 0.1 → 0.3"],
    [12, "stopped early"],
    [3, "Interrupted: back at step 3, 1 step lost"],
  ]);
});
