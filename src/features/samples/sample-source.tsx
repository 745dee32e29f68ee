// Which model wrote the sample on screen, and whether that is still the model of the page.
import { latestOf } from "@/domain/run/run-figures";
import { useText } from "@/i18n/use-text";
import { useRun, useSamples } from "@/state/use-app";

/** Says at which step of which run the sample was made. */
export function SampleSource() {
  const text = useText();
  const origin = useSamples((samples) => samples.origin);
  const run = useRun((shown) => shown.id);
  const now = useRun((shown) => latestOf(shown).step);
  if (origin === null || origin.step === null) return null;
  const made = text.t("samples.madeAt", { step: origin.step, run: origin.runName });
  const since =
    origin.run !== run
      ? text.t("samples.otherRun")
      : now === null || now === origin.step
        ? null
        : text.t("samples.movedOn", { step: now });
  return (
    <p className="hint" data-testid="sample-step" data-value={origin.step} data-current={since === null}>
      {since === null ? made : `${made} ${since}`}
    </p>
  );
}
