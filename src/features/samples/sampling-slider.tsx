// A number of sampling as a slider: range, scale and value at the start come from the table.
import { type SamplingNumber, samplingParameters } from "@/domain/sampling/sampling-parameters";
import { useText } from "@/i18n/use-text";
import { useSamples } from "@/state/use-app";
import { Slider } from "@/ui/slider";

/** Which number, and its words. */
export interface SamplingSliderProps {
  readonly name: SamplingNumber;
  readonly label: string;
  readonly help?: string | undefined;
  readonly testId: string;
  /** Writes the value in its box; in full where left out. */
  readonly format?: ((value: number) => string) | undefined;
  /** Words under the track, from its left end to its right end. */
  readonly ends?: readonly string[] | undefined;
}

/** A slider for one number of sampling. */
export function SamplingSlider({ name, label, help, testId, format, ends }: SamplingSliderProps) {
  const text = useText();
  const value = useSamples((samples) => samples.config[name]);
  const set = useSamples((samples) => samples.set);
  const { scale, min, max, step, initial } = samplingParameters[name];
  return (
    <Slider
      label={label}
      help={help}
      value={value}
      scale={{ kind: scale, min, max, step }}
      defaultValue={initial}
      decimal={text.decimal}
      format={format ?? ((shown) => text.number(shown))}
      testId={testId}
      onChange={(next) => set(name, next)}
      ends={ends}
    />
  );
}
