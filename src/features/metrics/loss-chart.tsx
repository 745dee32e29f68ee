// The loss chart: training smoothed over a faint raw line, validation dashed, other runs, and the levels of baselines.
import { type ReactNode, use, useMemo } from "react";
import type { LinePoint } from "@/domain/run/curves";
import { drawnRuns } from "@/domain/run/drawn-runs";
import type { Run } from "@/domain/run/run";
import { hasMarks } from "@/domain/run/run-figures";
import { watchedLoss } from "@/domain/training/best-epoch";
import { type Text, useText } from "@/i18n/use-text";
import { useCharts, useRun, useRuns, useSettings } from "@/state/use-app";
import { useBestEpoch, useShownData, useShownTraining } from "@/state/use-shown-run";
import { ChartFigure } from "@/ui/chart-figure";
import { LateModule } from "@/ui/late-module";
import type { ChartReference } from "@/ui/line-chart";
import { usePaddingRemark, withRemark } from "../padding-remark";
import { Part } from "../part";
import { lossLevels } from "./chart-levels";
import { useOpenLines, useOpenLooks } from "./run-lines";
import { RunPlot } from "./run-plot";

const noteList = new LateModule(() => import("./note-list"));

const CURVES = { training: "trainLoss", validation: "validationLoss" } as const;

/** How to draw the loss, and the controls that stand beside its title. */
export interface LossChartProps {
  readonly logarithmic: boolean;
  readonly tools: ReactNode;
}

/** The loss over the steps of the runs. */
export function LossChart({ logarithmic, tools }: LossChartProps) {
  const text = useText();
  const references = useLossReferences();
  const remark = usePaddingRemark();
  const { smooth, validation } = useOpenLines(CURVES);
  const looks = useOpenLooks();
  const best = useBestPoint();
  const formatValue = useMemo(() => (loss: number) => text.fixed(loss, 3), [text]);
  const isFresh = useSettings(({ config }) => config.base === "");
  const pieces = useShownData()?.tokenizer.kind === "byteBpe";
  const isEmpty = useRuns(({ runs, open }) => drawnRuns(runs, open).every(hasNoLine));
  return (
    <ChartFigure
      title={text.t("metrics.loss")}
      caption={withRemark(
        text.t(remark === null && !pieces ? "metrics.lossCaption" : "metrics.lossCaptionPadded"),
        remark,
      )}
      label={withRemark(useLossSentence(smooth, best), remark)}
      testId="loss-chart"
      help={text.t("metrics.lossHelp")}
      legend={[
        {
          id: "training",
          name: text.t("metrics.training"),
          value: newest(text, smooth),
          look: looks.smooth,
          title: text.t("metrics.trainingHelp"),
        },
        {
          id: "validation",
          name: text.t("metrics.validation"),
          value: newest(text, validation),
          look: looks.validation,
        },
      ]}
      notes={<Notes />}
      tools={tools}
    >
      <RunPlot
        chart="loss"
        curves={CURVES}
        references={references}
        logarithmic={logarithmic}
        yDomain={null}
        readingLabel={text.t("metrics.readLoss")}
        formatY={text.short}
        formatValue={formatValue}
      />
      {isEmpty && isFresh && references.length > 0 && (
        <p className="chart-empty" aria-hidden="true">
          {text.t("metrics.empty")}
        </p>
      )}
    </ChartFigure>
  );
}

/** What happened to the run, said where there is anything to say. */
function Notes() {
  const isAny = useRun(hasMarks);
  return (
    isAny && (
      <Part name="chart-marks">
        <LateNotes />
      </Part>
    )
  );
}

function LateNotes() {
  const { NoteList } = use(noteList.get());
  return <NoteList />;
}

/** What models that only count would reach. */
function useLossReferences(): readonly ChartReference[] {
  const text = useText();
  const data = useShownData();
  const levels = useCharts((charts) => charts.levels);
  return useMemo(() => (data === null ? [] : lossLevels(text, data, levels)), [text, data, levels]);
}

/** Places the best epoch on the line that it was measured for; the training line holds no means of epochs. */
function useBestPoint(): LinePoint | null {
  const row = useBestEpoch();
  const { earlyStopping } = useShownTraining();
  return useMemo(() => {
    if (row === null) return null;
    const loss = watchedLoss(row, earlyStopping);
    return loss === row.validationLoss ? { x: row.step, y: loss } : null;
  }, [row, earlyStopping]);
}

function hasNoLine({ series }: Run): boolean {
  return series.training.rows === 0 && series.validation.rows === 0;
}

function newest(text: Text, line: readonly LinePoint[]): string {
  const point = line.at(-1);
  if (point === undefined) return text.t("metrics.none");
  return Number.isFinite(point.y) ? text.fixed(point.y, 3) : text.t("metrics.notANumber");
}

/** Says the chart in words; renewed when an epoch ends, so that screen readers are not flooded. */
function useLossSentence(points: readonly LinePoint[], best: LinePoint | null): string {
  const text = useText();
  const epochs = useRun((run) => run.progress.epochs.length);
  const begun = points.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the curves change ten times a second, the sentence once an epoch.
  return useMemo(() => {
    const first = points[0];
    const last = points.at(-1);
    if (first === undefined || last === undefined) return text.t("metrics.lossEmptyLabel");
    const range = { first: text.fixed(first.y, 2), last: text.fixed(last.y, 2) };
    return best === null
      ? text.t("metrics.lossLabel", range)
      : text.t("metrics.lossLabelBest", { ...range, best: text.fixed(best.y, 3), step: best.x });
  }, [text, epochs, begun]);
}
