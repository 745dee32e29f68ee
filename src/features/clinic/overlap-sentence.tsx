// How much of the validation data the model is also trained on, in a sentence.
import type { Overlap } from "@/domain/clinic/diagnosis";
import { type ClinicText, useClinicText } from "@/i18n/clinic-text";

/** The measure that fits the split. */
export function OverlapSentence({ overlap }: { readonly overlap: Overlap }) {
  const text = useClinicText();
  return (
    <section className="stack">
      <h3>{text.clinic("overlap")}</h3>
      <p data-testid="clinic-overlap" data-kind={overlap.kind}>
        {sentence(text, overlap)}
      </p>
    </section>
  );
}

function sentence(text: ClinicText, overlap: Overlap): string {
  switch (overlap.kind) {
    case "none":
    case "windows":
      return text.clinic(`overlap.${overlap.kind}`);
    case "records": {
      const { total, exact, near } = overlap;
      return text.clinic("overlap.records", { total, exact, near, share: text.percent(exact / total, 1) });
    }
    case "words":
      return overlap.share === null
        ? text.clinic("overlap.wordsNone")
        : text.clinic("overlap.words", { share: text.percent(overlap.share, 1) });
  }
}
