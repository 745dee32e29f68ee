// The right column: what the model writes, how good it is on data, and the way home for its weights.
import { use } from "react";
import { Part } from "@/features/part";
import { SamplePanel } from "@/features/samples/sample-panel";
import { useText } from "@/i18n/use-text";
import { LateModule } from "@/ui/late-module";

const evaluationPanel = new LateModule(() => import("@/features/evaluation/evaluation-panel"));

const comparisonPanel = new LateModule(() => import("@/features/comparison/comparison-panel"));

const exportPanel = new LateModule(() => import("@/features/export/export-panel"));

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
        <Evaluation />
      </Part>
      <Part name="comparison">
        <Comparison />
      </Part>
      <Part name="files">
        <Files />
      </Part>
    </section>
  );
}

/** Measuring is for a model that has learned: its code comes after the page. */
function Evaluation() {
  const { EvaluationPanel } = use(evaluationPanel.get());
  return <EvaluationPanel />;
}

/** So is comparing. */
function Comparison() {
  const { ComparisonPanel } = use(comparisonPanel.get());
  return <ComparisonPanel />;
}

/** And so is taking it home. */
function Files() {
  const { ExportPanel } = use(exportPanel.get());
  return <ExportPanel />;
}
