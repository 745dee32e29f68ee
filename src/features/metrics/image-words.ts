// What stands above the picture of a chart: its title, and a key to its lines.
import type { Run, RunId } from "@/domain/run/run";
import type { RunsText } from "@/i18n/runs-text";
import type { ImageKey, ImageWords } from "@/ui/chart-image";
import type { ChartName } from "./crosshair";
import { type OpenLooks, otherLook } from "./run-lines";

/** The runs that are drawn. */
interface Drawn {
  readonly runs: readonly Run[];
  readonly open: RunId | null;
  readonly looks: OpenLooks;
}

/** Writes title and key. */
export function imageWords(text: RunsText, chart: ChartName, { runs, open, looks }: Drawn): ImageWords {
  const keys = runs.flatMap((run): ImageKey[] =>
    run.id === open
      ? [
          { look: looks.smooth, text: `${run.name}, ${text.t("metrics.training")}` },
          { look: looks.validation, text: `${run.name}, ${text.t("metrics.validation")}` },
        ]
      : [{ look: otherLook(run.colour, run.series.validation.rows === 0), text: run.name }],
  );
  const caption = chart === "loss" ? "metrics.lossCaption" : "metrics.accuracyCaption";
  return { title: `${text.t(`metrics.${chart}`)}, ${text.t(caption)}`, keys };
}
