import { expect, it } from "vitest";
import { afterEvents, type RunEvent } from "@/domain/run/run-event";
import { freshProgress } from "@/domain/training/progress";
import { runOf } from "../state/fake-client";

const run = runOf({ id: "a" });
const ended = (epoch: number, loss = epoch): RunEvent => ({
  type: "epoch",
  run: "a",
  row: {
    epoch,
    step: 10 * epoch,
    trainLoss: loss,
    trainAccuracy: 0,
    validationLoss: null,
    validationAccuracy: null,
    learningRate: 1,
  },
  standing: { ...freshProgress, epoch, step: 10 * epoch },
});
const lossesOf = ({ progress }: typeof run) => progress.epochs.map(({ epoch, trainLoss }) => [epoch, trainLoss]);

it("epochs that end in one batch are told in order, and those made anew take the place of the old ones", () => {
  const first = afterEvents(run, [ended(1), ended(2), ended(3)]);
  expect(lossesOf(first)).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  expect(lossesOf(afterEvents(first, [ended(2, 7), ended(3, 8), ended(3, 9)]))).toEqual([
    [1, 1],
    [2, 7],
    [3, 9],
  ]);
});

it("records of before, and what was put back, keep the epochs that they had", () => {
  const first = afterEvents(run, [ended(1), ended(2)]);
  const second = afterEvents(first, [ended(3)]);
  const back: RunEvent = { type: "putBack", run: "a", progress: first.progress };
  const third = afterEvents(second, [ended(4), back, ended(3, 9)]);
  expect([run, first, second, third].map(({ progress }) => progress.epochs.length)).toEqual([0, 2, 3, 3]);
  expect(lossesOf(third).at(-1)).toEqual([3, 9]);
});
