// The box beside the crosshair: the place, and the value of every line there.
import type { Run, RunCut } from "@/domain/run/run";
import { epochsInSteps, stepWindowsFor } from "@/domain/windows/batch-order";
import { type RunsText, useRunsText } from "@/i18n/runs-text";
import { LineKey } from "@/ui/line-key";
import { durationText } from "../duration-text";
import { cutText } from "./cut-note";
import type { Reading } from "./readings";

/** What is read where the crosshair stands. */
export interface ChartReadoutProps {
  readonly step: number;
  /** The run whose step it is; null while there is none. */
  readonly of: Run | null;
  /** Seconds of training; null where the axis does not count them. */
  readonly seconds: number | null;
  /** The accident that cut the open run there; null for none. */
  readonly cut: RunCut | null;
  readonly readings: readonly Reading[];
  readonly formatValue: (value: number) => string;
}

/** The values as a small table. */
export function ChartReadout(props: ChartReadoutProps) {
  const { step, cut, readings, formatValue } = props;
  const text = useRunsText();
  return (
    <div className="readout" data-testid="chart-readout" data-step={step}>
      <p>{placeText(text, props)}</p>
      {readings.map((reading) => (
        <div
          key={`${reading.run} ${reading.id}`}
          data-run={reading.run ?? ""}
          data-line={reading.id}
          data-value={reading.value ?? ""}
          data-step={reading.step ?? ""}
        >
          <LineKey look={reading.look} />
          <span>{nameText(text, reading, step)}</span>
          <b>{valueText(text, reading, formatValue)}</b>
        </div>
      ))}
      {cut !== null && (
        <p data-testid="chart-cut" data-value={cut.lost}>
          {cutText(text, cut)}
        </p>
      )}
    </div>
  );
}

/** Writes the readout as one sentence for those who cannot see it. */
export function readoutText(text: RunsText, props: ChartReadoutProps): string {
  const values = props.readings
    .filter(({ value }) => value !== null)
    .map((reading) => `${nameText(text, reading, props.step)} ${valueText(text, reading, props.formatValue)}`);
  const cut = props.cut === null ? [] : [cutText(text, props.cut)];
  return [placeText(text, props), ...values, ...cut].join("; ");
}

function placeText(text: RunsText, { step, of, seconds }: ChartReadoutProps): string {
  const epoch = of === null || step === 0 ? null : epochOf(of, step);
  const place = epoch === null ? text.t("metrics.stepTick", { step }) : text.t("metrics.readingPlace", { step, epoch });
  return seconds === null ? place : `${durationText(seconds)}, ${place}`;
}

/** Gives the epoch under way at a step; null where the run's data is not known. */
function epochOf({ data, config }: Run, step: number): number | null {
  const count = data.trainWindows;
  if (count === null) return null;
  return epochsInSteps({ count }, stepWindowsFor({ count }, config.training), step);
}

/** Names a line, and the step of a value that was measured at another one. */
function nameText(text: RunsText, reading: Reading, step: number): string {
  const name = reading.runName === null ? lineName(text, reading.id) : otherName(text, reading.runName, reading.id);
  return reading.step === null || reading.step === step
    ? name
    : text.t("metrics.readingElsewhere", { name, step: reading.step });
}

/** Other runs are compared by their validation, unless they have none. */
function otherName(text: RunsText, runName: string, id: string): string {
  return id === "training" ? `${runName}, ${lineName(text, id)}` : runName;
}

function lineName(text: RunsText, id: string): string {
  switch (id) {
    case "training":
      return text.t("metrics.training");
    case "training-step":
      return text.t("metrics.readingStep");
    case "validation":
      return text.t("metrics.validation");
    case "uniform":
      return text.t("metrics.readingUniform");
    case "unigram":
      return text.t("metrics.readingUnigram");
    default:
      return text.t("metrics.readingBigram");
  }
}

function valueText(text: RunsText, { value }: Reading, formatValue: (value: number) => string): string {
  if (value === null) return text.t("metrics.none");
  return Number.isFinite(value) ? formatValue(value) : text.t("metrics.notANumber");
}
