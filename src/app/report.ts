// A report of runs: drawings and words put together; a chunk of its own.
import type { Run, RunId } from "@/domain/run/run";
import { reportCharts } from "@/features/metrics/report-charts";
import { reportPage } from "@/features/report/report-page";
import { reportText } from "@/i18n/report-text";
import type { Stores } from "@/state/stores";
import { version } from "../../package.json";

/** Writes the report of runs, in the language of the page. */
export async function writeReport(
  { charts, preferences }: Stores,
  runs: readonly Run[],
  open: RunId | null,
): Promise<string> {
  const text = reportText(preferences.getState().language);
  // The open run, or the newest, is drawn with its training.
  const first = runs.find(({ id }) => id === open) ?? runs.at(-1);
  const others = runs.filter((run) => run !== first).toReversed();
  const drawing = await reportCharts({
    runs: first === undefined ? [] : [first, ...others],
    text,
    options: charts.getState(),
  });
  return reportPage({ ...drawing, runs, text, now: Date.now(), version });
}
