// The accuracy chart: the share of tokens guessed right, in training and in validation.
import { type ReactNode, useMemo } from "react";
import type { LinePoint } from "@/domain/run/curves";
import { type Text, useText } from "@/i18n/use-text";
import { useCharts, useRun } from "@/state/use-app";
import { useShownData } from "@/state/use-shown-run";
import { ChartFigure } from "@/ui/chart-figure";
import type { ChartReference } from "@/ui/line-chart";
import { usePaddingRemark, withRemark } from "../padding-remark";
import { shareText } from "../share-text";
import { accuracyLevels } from "./chart-levels";
import { useOpenLines, useOpenLooks } from "./run-lines";
import { RunPlot } from "./run-plot";

const CURVES = { training: "trainAccuracy", validation: "validationAccuracy" } as const;

/** Accuracy over the steps of the runs, and the controls that stand beside its title. */
export function AccuracyChart({ tools }: { readonly tools: ReactNode }) {
  const text = useText();
  const { smooth, validation } = useOpenLines(CURVES);
  const looks = useOpenLooks();
  const remark = usePaddingRemark();
  const formatY = useMemo(() => (share: number) => text.number(share * 100, 1), [text]);
  const formatValue = useMemo(() => (share: number) => shareText(text, share), [text]);
  return (
    <ChartFigure
      title={text.t("metrics.accuracy")}
      caption={withRemark(text.t("metrics.accuracyCaption"), remark)}
      label={withRemark(useAccuracySentence(), remark)}
      testId="accuracy-chart"
      help={text.t("metrics.accuracyHelp")}
      tools={tools}
      legend={[
        {
          id: "training",
          name: text.t("metrics.training"),
          value: newest(text, smooth),
          look: looks.smooth,
          hideName: true,
        },
        {
          id: "validation",
          name: text.t("metrics.validation"),
          value: newest(text, validation),
          look: looks.validation,
          hideName: true,
        },
      ]}
    >
      <RunPlot
        chart="accuracy"
        curves={CURVES}
        references={useAccuracyReferences()}
        logarithmic={false}
        yDomain={null}
        readingLabel={text.t("metrics.readAccuracy")}
        formatY={formatY}
        formatValue={formatValue}
      />
    </ChartFigure>
  );
}

/** What models that only count would guess right; blind guessing lies on the axis. */
function useAccuracyReferences(): readonly ChartReference[] {
  const text = useText();
  const data = useShownData();
  const levels = useCharts((charts) => charts.levels);
  return useMemo(() => (data === null ? [] : accuracyLevels(text, data, levels)), [text, data, levels]);
}

function newest(text: Text, line: readonly LinePoint[]): string {
  const point = line.at(-1);
  return point === undefined ? text.t("metrics.none") : shareText(text, point.y);
}

/** Says the chart in words, renewed when an epoch ends. */
function useAccuracySentence(): string {
  const text = useText();
  const row = useRun((run) => run.progress.epochs.at(-1) ?? null);
  if (row === null) return text.t("metrics.accuracyEmptyLabel");
  const train = shareText(text, row.trainAccuracy);
  return row.validationAccuracy === null
    ? text.t("metrics.accuracyLabel", { train })
    : text.t("metrics.accuracyLabelBoth", { train, validation: shareText(text, row.validationAccuracy) });
}
