// What stands out in a plot: where each run is best, where the open one is now, and where its settings changed or it
// stopped early.

import { bestEpoch, watchedLoss } from "@/domain/training/best-epoch";
import type { RunsText } from "@/i18n/runs-text";
import type { ChartLine } from "@/ui/chart-rows";
import type { ChartView } from "@/ui/chart-view";
import type { ChartMark, ChartRule } from "@/ui/line-chart";
import type { ChartName } from "./crosshair";
import { comparedLine, type PlottedRun, type RunCurves } from "./plotted-runs";
import { type OpenLooks, otherLook } from "./run-lines";
import { type RunNote, runNotes } from "./run-notes";

/** Most changed settings, and most cuts, that are marked: the newest. */
const MOST_RULES = 12;

interface MarkSource {
  readonly text: RunsText;
  readonly plotted: readonly PlottedRun[];
  readonly curves: RunCurves;
  readonly looks: OpenLooks;
  readonly lines: readonly ChartLine[];
  readonly view: ChartView;
}

/** Gives the marks inside the view: rings at the best losses, a dot where the open run is now. */
export function plotMarks({ text, plotted, curves, looks, lines, view }: MarkSource): readonly ChartMark[] {
  const open = plotted.find(({ isOpen }) => isOpen);
  const marks: ChartMark[] = [];
  const now = lines.find(({ look }) => look === looks.smooth)?.points.at(-1);
  if (open !== undefined && now !== undefined) {
    marks.push({ id: "now", kind: "now", ...now, color: looks.smooth.color, label: null });
  }
  for (const one of curves.training === "trainLoss" ? plotted.toReversed() : []) {
    const best = bestPoint(one, curves);
    if (best === null) continue;
    const look = one.isOpen ? looks.validation : otherLook(one.run.colour, false);
    const label = one.isOpen ? text.t("metrics.best", { loss: text.fixed(best.y, 3) }) : null;
    marks.push({ id: `best ${one.run.id}`, kind: "best", ...best, color: look.color, label });
  }
  return marks.filter(({ x }) => x >= view[0] && x <= view[1]);
}

/** Places the best epoch on the line that it was measured for; a training line holds no means of epochs. */
function bestPoint(one: PlottedRun, curves: RunCurves): { readonly x: number; readonly y: number } | null {
  const { config, progress } = one.run;
  const { earlyStopping } = config.training;
  const row = bestEpoch(progress.epochs, earlyStopping);
  if (row === null || (!one.isOpen && comparedLine(one, curves) === curves.training)) return null;
  const loss = watchedLoss(row, earlyStopping);
  return loss === row.validationLoss ? { x: one.places.placeOf(row.step), y: loss } : null;
}

/**
 * Gives upright lines where settings of the open run changed, where it stopped early, where accidents cut it and where
 * the text was written that is being read; words in the loss chart alone, those of cuts where the crosshair stands.
 */
export function plotRules(
  text: RunsText,
  plotted: readonly PlottedRun[],
  chart: ChartName,
  readStep: number | null,
): readonly ChartRule[] {
  const open = plotted.find(({ isOpen }) => isOpen);
  if (open === undefined) return [];
  const { run, places } = open;
  const notes = runNotes(text, run);
  const newest = (kind: RunNote["kind"]) => notes.filter((note) => note.kind === kind).slice(-MOST_RULES);
  const labelled = [...newest("change"), ...newest("end")].map(({ id, step, words }) => ({ id, step, label: words }));
  const read =
    readStep === null ? [] : [{ id: "read", step: readStep, label: text.t("metrics.stepTick", { step: readStep }) }];
  const cuts = newest("cut").map(({ id, step }) => ({ id, step, label: null, kind: "cut" as const }));
  return [...labelled, ...read, ...cuts].map(({ step, ...rule }) => ({
    ...rule,
    x: places.placeOf(step),
    label: chart === "loss" ? rule.label : null,
  }));
}
