// What the model saw of the text that stands there: the prompt where it was too long, and how the text was read
// once it had outgrown the window.
import { countDroppedTokens } from "@/domain/inference/cached-decoder";
import { useText } from "@/i18n/use-text";
import { useSamples } from "@/state/use-app";
import { useShownConfig } from "@/state/use-shown-run";

/** Says what was out of the model's sight; nothing where all was in it. */
export function SampleSight() {
  const text = useText();
  const report = useSamples((samples) => samples.report);
  const { contextLength } = useShownConfig().tokens;
  if (report === null) return null;
  const { unreadTokens, window } = report;
  const fewest = contextLength - countDroppedTokens(contextLength) + 1;
  return (
    <>
      {unreadTokens > 0 && (
        <p className="hint" data-testid="sample-unread" data-value={unreadTokens}>
          {text.t("samples.unread", { count: unreadTokens })}
        </p>
      )}
      {window !== null && (
        <p className="hint" data-testid="sample-form" data-value={window}>
          {text.t(`samples.form.${window}`, { context: contextLength, fewest })}
        </p>
      )}
    </>
  );
}
