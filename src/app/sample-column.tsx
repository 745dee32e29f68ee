// The right column: what the model writes, how good it is on data, and the way home for its weights.
import { EvaluationPanel } from "@/features/evaluation/evaluation-panel";
import { ExportPanel } from "@/features/export/export-panel";
import { Part } from "@/features/part";
import { SamplePanel } from "@/features/samples/sample-panel";
import { useText } from "@/i18n/use-text";

/** Sample: read what the model has learned. */
export function SampleColumn() {
  const text = useText();
  return (
    <section className="col" id="sample" aria-labelledby="sample-title">
      <div className="col-head">
        <h2 id="sample-title">{text.t("shell.sample")}</h2>
      </div>
      <Part name="sample">
        <SamplePanel />
      </Part>
      <Part name="evaluation">
        <EvaluationPanel />
      </Part>
      <Part name="files">
        <ExportPanel />
      </Part>
    </section>
  );
}
