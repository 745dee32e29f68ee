// The box beside the crosshair: the step, and the value of every line there.
import type { Text } from "@/i18n/use-text";
import { useText } from "@/i18n/use-text";
import { LineKey } from "@/ui/line-key";
import type { Reading } from "./readings";
import "./chart-readout.css";

/** What is read where the crosshair stands. */
export interface ChartReadoutProps {
  readonly step: number;
  /** Null where the length of an epoch is not known. */
  readonly epoch: number | null;
  readonly readings: readonly Reading[];
  readonly formatValue: (value: number) => string;
}

/** The values as a small table. */
export function ChartReadout({ step, epoch, readings, formatValue }: ChartReadoutProps) {
  const text = useText();
  return (
    <div className="readout" data-testid="chart-readout" data-step={step}>
      <p>{placeText(text, step, epoch)}</p>
      {readings.map((reading) => (
        <div key={reading.id} data-line={reading.id} data-value={reading.value ?? ""} data-step={reading.step ?? ""}>
          <LineKey look={reading.look} />
          <span>{nameText(text, reading, step)}</span>
          <b>{valueText(text, reading, formatValue)}</b>
        </div>
      ))}
    </div>
  );
}

/** Writes the readout as one sentence for those who cannot see it. */
export function readoutText(text: Text, { step, epoch, readings, formatValue }: ChartReadoutProps): string {
  const values = readings
    .filter(({ value }) => value !== null)
    .map((reading) => `${nameText(text, reading, step)} ${valueText(text, reading, formatValue)}`);
  return [placeText(text, step, epoch), ...values].join("; ");
}

function placeText(text: Text, step: number, epoch: number | null): string {
  return epoch === null ? text.t("metrics.stepTick", { step }) : text.t("metrics.readingPlace", { step, epoch });
}

/** Names a line, and the step of a value that was measured at another one. */
function nameText(text: Text, reading: Reading, step: number): string {
  const name = lineName(text, reading.id);
  return reading.step === null || reading.step === step
    ? name
    : text.t("metrics.readingElsewhere", { name, step: reading.step });
}

function lineName(text: Text, id: string): string {
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

function valueText(text: Text, { value }: Reading, formatValue: (value: number) => string): string {
  if (value === null) return text.t("metrics.none");
  return Number.isFinite(value) ? formatValue(value) : text.t("metrics.notANumber");
}
