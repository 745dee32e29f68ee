import { expect, it } from "vitest";
import type { RunSample } from "@/domain/run/run";
import { addSteps } from "@/domain/run/run-series";
import { freshProgress } from "@/domain/training/progress";
import { cutAt } from "@/state/run-cut";
import { runOf } from "./fake-client";

it("a cut takes away what was measured and written behind it, and leaves what stood before", () => {
  const run = runOf({
    progress: { ...freshProgress, step: 40 },
    samples: [0, 10, 30, 40].map((step) => ({ step, text: `at ${step}` }) as RunSample),
  });
  const steps = Array.from({ length: 40 }, (_, index) => index + 1);
  addSteps(
    run.series,
    steps.map((step) => ({ step, loss: 1, accuracy: 0, counted: 16, gradientNorm: 1, learningRate: 0.1 })),
  );
  const cut = cutAt(run, { ...freshProgress, step: 30 });
  expect(cut.samples.map(({ step }) => step)).toEqual([0, 10, 30]);
  expect(cut.series.training.newest?.step).toBe(30);
  expect(cut).toMatchObject({ state: "paused", cuts: [{ step: 30, lost: 10 }], progress: { step: 30 } });
});
