// The figures of the run, each with its raw number for scripts and a few words of meaning.
import type { ReactNode } from "react";
import { bitsPerToken, perplexity } from "@/domain/metrics/perplexity";
import type { DataFigures } from "@/domain/run/run";
import { type LatestMetrics, latestOf } from "@/domain/run/run-figures";
import { batchSizeFor } from "@/domain/windows/batch-order";
import { type Text, useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { useShownEpoch, useShownLength } from "@/state/use-run-length";
import { useCountedPadding, useShownData, useShownTraining } from "@/state/use-shown-run";
import { Explanation } from "@/ui/explanation";
import { usePaddingRemark } from "../padding-remark";
import { SettingHelp } from "../setting-help";
import { shareText } from "../share-text";
import "./metric-tiles.css";

interface Tile {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly shown: (value: number) => string;
  readonly gloss: string;
  /** What the figure means, one press away. */
  readonly help: ReactNode;
}

/** Newest figures of the run in a grid. */
export function MetricTiles() {
  const text = useText();
  const latest = useRun(latestOf);
  const totalSteps = useRun((run) => run.facts?.totalSteps ?? null);
  const training = useShownTraining();
  const data = useShownData();
  const epoch = useShownEpoch();
  const length = useShownLength();
  const padding = useCountedPadding();
  const remark = usePaddingRemark();
  const windows = data?.trainWindows ?? null;
  const batchSize = windows === null ? training.batchSize : batchSizeFor({ count: windows }, training.batchSize);
  const tiles = [
    ...lossTiles(text, latest, {
      vocabularySize: data?.tokenizer.vocabulary.length ?? null,
      validationWindows: data?.validationWindows ?? null,
      isPadded: padding !== null,
    }),
    ...accuracyTiles(text, latest, data),
    ...stepTiles(text, latest, training.gradientClip, text.choice("training.schedule", training.schedule)),
    ...speedTiles(text, latest, { totalSteps, epoch, epochs: length?.epochs ?? null, batchSize }),
  ];
  return (
    <>
      <dl className="metrics" aria-label={text.t("metrics.figures")}>
        {tiles.map((tile) => (
          <TileView key={tile.id} tile={tile} />
        ))}
      </dl>
      {remark !== null && (
        <p className="hint padding-note" data-testid="padding-share" data-value={padding?.train ?? ""}>
          {text.t("padding.note", { remark })}
        </p>
      )}
    </>
  );
}

function TileView({ tile }: { readonly tile: Tile }) {
  const text = useText();
  const { value } = tile;
  return (
    <div>
      <dt>
        {tile.label}{" "}
        <b data-testid={`metric-${tile.id}`} data-value={value === null ? "" : String(value)}>
          {valueText(text, tile)}
        </b>
      </dt>
      <dd>
        {tile.gloss} <Explanation label={tile.label} help={tile.help} />
      </dd>
    </div>
  );
}

function valueText(text: Text, { value, shown }: Tile): string {
  if (value === null) return text.t("metrics.none");
  return Number.isFinite(value) ? shown(value) : text.t("metrics.notANumber");
}

interface LossBackground {
  readonly vocabularySize: number | null;
  readonly validationWindows: number | null;
  readonly isPadded: boolean;
}

function lossTiles(
  text: Text,
  latest: LatestMetrics,
  { vocabularySize, validationWindows, isPadded }: LossBackground,
): readonly Tile[] {
  const loss = latest.validationLoss ?? latest.trainLoss;
  const choices = loss === null ? null : perplexity(loss);
  const nats = (value: number) => text.fixed(value, 3);
  return [
    {
      id: "train-loss",
      help: text.t("metrics.trainLossHelp"),
      label: text.t("metrics.trainLoss"),
      value: latest.trainLoss,
      shown: nats,
      gloss: text.t("metrics.trainLossGloss"),
    },
    {
      id: "validation-loss",
      help: text.t("metrics.validationLossHelp"),
      label: text.t("metrics.validationLoss"),
      value: latest.validationLoss,
      shown: nats,
      gloss: text.t(validationWindows === 0 ? "metrics.validationNone" : "metrics.validationLossGloss"),
    },
    {
      id: "perplexity",
      help: text.t("metrics.perplexityHelp"),
      label: text.t("metrics.perplexity"),
      value: choices,
      shown: (value) => text.fixed(value, 2),
      gloss:
        choices === null
          ? text.t("metrics.perplexityEmpty")
          : text.t("metrics.perplexityGloss", { choices: text.fixed(choices, 1) }),
    },
    {
      id: "bits",
      label: text.t(isPadded ? "metrics.bitsPadded" : "metrics.bits"),
      help: text.t("metrics.bitsHelp"),
      value: loss === null ? null : bitsPerToken(loss),
      shown: (value) => text.fixed(value, 2),
      gloss:
        vocabularySize === null ? "" : text.t("metrics.bitsGloss", { bits: text.fixed(Math.log2(vocabularySize), 2) }),
    },
  ];
}

function accuracyTiles(text: Text, latest: LatestMetrics, data: DataFigures | null): readonly Tile[] {
  const share = (value: number) => shareText(text, value);
  return [
    {
      id: "train-accuracy",
      help: text.t("metrics.trainAccuracyHelp"),
      label: text.t("metrics.trainAccuracy"),
      value: latest.trainAccuracy,
      shown: share,
      gloss: text.t("metrics.trainAccuracyGloss"),
    },
    {
      id: "validation-accuracy",
      help: text.t("metrics.validationAccuracyHelp"),
      label: text.t("metrics.validationAccuracy"),
      value: latest.validationAccuracy,
      shown: share,
      gloss: bigramGloss(text, data),
    },
  ];
}

/** Says what letter pairs guess right, and without padding where padding counts. */
function bigramGloss(text: Text, data: DataFigures | null): string {
  if (data === null || data.bigramAccuracy === null) return "";
  const bigram = shareText(text, data.bigramAccuracy);
  return data.bigramOnText === null
    ? text.t("metrics.validationAccuracyGloss", { bigram })
    : text.t("metrics.validationAccuracyPadded", { bigram, onText: shareText(text, data.bigramOnText.accuracy) });
}

function stepTiles(text: Text, latest: LatestMetrics, clip: number, schedule: string): readonly Tile[] {
  return [
    {
      id: "gradient-norm",
      help: text.t("metrics.gradientNormHelp"),
      label: text.t("metrics.gradientNorm"),
      value: latest.gradientNorm,
      shown: text.short,
      gloss: clip > 0 ? text.t("metrics.gradientClipped", { limit: text.short(clip) }) : text.t("metrics.gradientFree"),
    },
    {
      id: "learning-rate",
      help: <SettingHelp path="training.learningRate" />,
      label: text.t("metrics.learningRate"),
      value: latest.learningRate,
      shown: text.short,
      gloss: text.t("metrics.learningRateGloss", { schedule }),
    },
  ];
}

interface RunSize {
  readonly totalSteps: number | null;
  readonly epoch: number | null;
  readonly epochs: number | null;
  readonly batchSize: number;
}

function speedTiles(text: Text, latest: LatestMetrics, size: RunSize): readonly Tile[] {
  return [
    {
      id: "step",
      help: text.t("metrics.stepHelp"),
      label: text.t("metrics.step"),
      value: latest.step,
      shown: (value) => text.number(value),
      gloss:
        size.totalSteps === null
          ? text.t("metrics.stepGloss")
          : text.t("metrics.ofTotal", { total: text.number(size.totalSteps) }),
    },
    {
      id: "epoch",
      help: text.t("metrics.epochHelp"),
      label: text.t("metrics.epoch"),
      value: size.epoch,
      shown: (value) => text.number(value),
      gloss:
        size.epochs === null
          ? text.t("metrics.epochGloss")
          : text.t("metrics.ofTotal", { total: text.number(size.epochs) }),
    },
    {
      id: "tokens-per-second",
      help: text.t("metrics.tokensPerSecondHelp"),
      label: text.t("metrics.tokensPerSecond"),
      value: latest.tokensPerSecond,
      shown: text.compact,
      gloss: text.t("metrics.tokensPerSecondGloss"),
    },
    {
      id: "step-milliseconds",
      help: text.t("metrics.stepMillisecondsHelp"),
      label: text.t("metrics.stepMilliseconds"),
      value: latest.stepMilliseconds,
      shown: (value) => text.t("metrics.milliseconds", { value: text.number(value, value < 100 ? 1 : 0) }),
      gloss: text.t("metrics.stepMillisecondsGloss", { count: size.batchSize }),
    },
  ];
}
