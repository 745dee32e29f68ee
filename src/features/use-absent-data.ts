// Why the run on screen cannot go on: the data that it learned from are not here.
import { useText } from "@/i18n/use-text";
import { waitsForData } from "@/state/run-data";
import { useData, useRun, useRuns } from "@/state/use-app";

/** Says which data are to be loaded before the run on screen can go on, null where nothing is missing. */
export function useAbsentData(): string | null {
  const text = useText();
  const run = useRun((shown) => shown);
  const data = useData((state) => state);
  const waits = useRuns((state) => waitsForData(run, data, state));
  if (!waits || run.data === null) return null;
  return text.t("run.dataAbsent", { run: run.name ?? "", data: run.data.name });
}
