// The words of a cut where the crosshair stands.
import type { RunCut } from "@/domain/run/run";
import type { RunsText } from "@/i18n/runs-text";
import type { ChartView } from "@/ui/chart-view";
import type { PlottedRun } from "./plotted-runs";

/** Share of the view within which a place counts as that of a cut. */
const REACH = 0.012;

/** Finds the cut of the open run under a place, the nearest of several; null where none is. */
export function cutNear(plotted: readonly PlottedRun[], [low, high]: ChartView, place: number): RunCut | null {
  const open = plotted.find(({ isOpen }) => isOpen);
  let found: RunCut | null = null;
  let nearest = REACH * (high - low);
  for (const cut of open?.run.cuts ?? []) {
    const distance = Math.abs((open?.places.placeOf(cut.step) ?? 0) - place);
    if (distance > nearest) continue;
    nearest = distance;
    found = cut;
  }
  return found;
}

/** Says what the cut was. */
export function cutText(text: RunsText, { step, lost }: RunCut): string {
  return lost === 0 ? text.runs("cutWithoutLoss", { step }) : text.runs("cut", { step, count: lost });
}
