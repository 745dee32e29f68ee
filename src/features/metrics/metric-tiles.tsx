// The figures of the run, each with its raw number for scripts and a few words of meaning.
import type { ReactNode } from "react";
import { bitsPerCharacter, bitsPerToken, perplexity } from "@/domain/metrics/perplexity";
import type { DataFigures } from "@/domain/run/run";
import { type LatestMetrics, latestOf } from "@/domain/run/run-figures";
import { stepWindowsFor } from "@/domain/windows/batch-order";
import { type FiguresText, useFiguresText } from "@/i18n/figures-text";
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
  const text = useFiguresText();
  const latest = useRun(latestOf);
  const totalSteps = useRun((run) => run.facts?.totalSteps ?? null);
  const training = useShownTraining();
  const data = useShownData();
  const epoch = useShownEpoch();
  const length = useShownLength();
  const padding = useCountedPadding();
  const remark = usePaddingRemark();
  const windows = data?.trainWindows ?? null;
  const stepWindows =
    windows === null ? training.batchSize * training.accumulation : stepWindowsFor({ count: windows }, training);
  const tiles = [
    ...lossTiles(text, latest, {
      vocabularySize: data?.tokenizer.vocabulary.length ?? null,
      validationWindows: data?.validationWindows ?? null,
      charactersPerTarget: padding === null ? (data?.charactersPerTarget ?? null) : null,
    }),
    ...accuracyTiles(text, latest, data),
    ...stepTiles(text, latest, training.gradientClip, text.choice("training.schedule", training.schedule)),
    ...speedTiles(text, latest, { totalSteps, epoch, epochs: length?.epochs ?? null, stepWindows }),
  ];
  return (
    <>
      <dl className="metrics" aria-label={text.figure("figures")}>
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
  /** Null where a loss says nothing about characters: with padding among the targets, or in older files. */
  readonly charactersPerTarget: number | null;
}

function lossTiles(
  text: FiguresText,
  latest: LatestMetrics,
  { vocabularySize, validationWindows, charactersPerTarget }: LossBackground,
): readonly Tile[] {
  const loss = latest.validationLoss ?? latest.trainLoss;
  const choices = loss === null ? null : perplexity(loss);
  const bitsOf = (nats: number) => bitsPerCharacter(nats, charactersPerTarget) ?? bitsPerToken(nats);
  const nats = (value: number) => text.fixed(value, 3);
  return [
    {
      id: "train-loss",
      help: text.figure("trainLossHelp"),
      label: text.figure("trainLoss"),
      value: latest.trainLoss,
      shown: nats,
      gloss: text.figure("trainLossGloss"),
    },
    {
      id: "validation-loss",
      help: text.figure("validationLossHelp"),
      label: text.figure("validationLoss"),
      value: latest.validationLoss,
      shown: nats,
      gloss: text.figure(validationWindows === 0 ? "validationNone" : "validationLossGloss"),
    },
    {
      id: "perplexity",
      help: text.figure("perplexityHelp"),
      label: text.figure("perplexity"),
      value: choices,
      shown: (value) => text.fixed(value, 2),
      gloss:
        choices === null
          ? text.figure("perplexityEmpty")
          : text.figure("perplexityGloss", { choices: text.fixed(choices, 1) }),
    },
    {
      id: "bits",
      label: text.figure(charactersPerTarget === null ? "bitsPadded" : "bits"),
      help: text.figure("bitsHelp"),
      value: loss === null ? null : bitsOf(loss),
      shown: (value) => text.fixed(value, 2),
      gloss:
        vocabularySize === null
          ? ""
          : text.figure("bitsGloss", { bits: text.fixed(bitsOf(Math.log(vocabularySize)), 2) }),
    },
  ];
}

function accuracyTiles(text: FiguresText, latest: LatestMetrics, data: DataFigures | null): readonly Tile[] {
  const share = (value: number) => shareText(text, value);
  return [
    {
      id: "train-accuracy",
      help: text.figure("trainAccuracyHelp"),
      label: text.figure("trainAccuracy"),
      value: latest.trainAccuracy,
      shown: share,
      gloss: text.figure("trainAccuracyGloss"),
    },
    {
      id: "validation-accuracy",
      help: text.figure("validationAccuracyHelp"),
      label: text.figure("validationAccuracy"),
      value: latest.validationAccuracy,
      shown: share,
      gloss: bigramGloss(text, data),
    },
  ];
}

/** Says what letter pairs guess right, and without padding where padding counts. */
function bigramGloss(text: FiguresText, data: DataFigures | null): string {
  if (data === null || data.bigramAccuracy === null) return "";
  const bigram = shareText(text, data.bigramAccuracy);
  return data.bigramOnText === null
    ? text.figure("validationAccuracyGloss", { bigram })
    : text.figure("validationAccuracyPadded", { bigram, onText: shareText(text, data.bigramOnText.accuracy) });
}

function stepTiles(text: FiguresText, latest: LatestMetrics, clip: number, schedule: string): readonly Tile[] {
  return [
    {
      id: "gradient-norm",
      help: text.figure("gradientNormHelp"),
      label: text.figure("gradientNorm"),
      value: latest.gradientNorm,
      shown: text.short,
      gloss: clip > 0 ? text.figure("gradientClipped", { limit: text.short(clip) }) : text.figure("gradientFree"),
    },
    {
      id: "learning-rate",
      help: <SettingHelp path="training.learningRate" />,
      label: text.figure("learningRate"),
      value: latest.learningRate,
      shown: text.short,
      gloss: text.figure("learningRateGloss", { schedule }),
    },
  ];
}

interface RunSize {
  readonly totalSteps: number | null;
  readonly epoch: number | null;
  readonly epochs: number | null;
  readonly stepWindows: number;
}

function speedTiles(text: FiguresText, latest: LatestMetrics, size: RunSize): readonly Tile[] {
  return [
    {
      id: "step",
      help: text.figure("stepHelp"),
      label: text.figure("step"),
      value: latest.step,
      shown: (value) => text.number(value),
      gloss:
        size.totalSteps === null
          ? text.figure("stepGloss")
          : text.figure("ofTotal", { total: text.number(size.totalSteps) }),
    },
    {
      id: "epoch",
      help: text.figure("epochHelp"),
      label: text.figure("epoch"),
      value: size.epoch,
      shown: (value) => text.number(value),
      gloss:
        size.epochs === null ? text.figure("epochGloss") : text.figure("ofTotal", { total: text.number(size.epochs) }),
    },
    {
      id: "tokens-per-second",
      help: text.figure("tokensPerSecondHelp"),
      label: text.figure("tokensPerSecond"),
      value: latest.tokensPerSecond,
      shown: text.compact,
      gloss: text.figure("tokensPerSecondGloss"),
    },
    {
      id: "step-milliseconds",
      help: text.figure("stepMillisecondsHelp"),
      label: text.figure("stepMilliseconds"),
      value: latest.stepMilliseconds,
      shown: (value) => text.figure("milliseconds", { value: text.number(value, value < 100 ? 1 : 0) }),
      gloss: text.figure("stepMillisecondsGloss", { count: size.stepWindows }),
    },
  ];
}
