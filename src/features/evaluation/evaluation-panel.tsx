// Measures the open model, trained here or brought in a file, on the data: the figures that a run shows for its
// epochs, for any model and at any time.
import { hasWeights } from "@/domain/run/run-figures";
import { useText } from "@/i18n/use-text";
import { useCommands, useEvaluation, useRun } from "@/state/use-app";
import { Button } from "@/ui/button";
import { ProgressBar } from "@/ui/progress-bar";
import { Segmented } from "@/ui/segmented";
import { EvaluationResult } from "./evaluation-result";
import "./evaluation-panel.css";

const parts = ["validation", "all"] as const;

/** The card with the choice of data, the button and what came out. */
export function EvaluationPanel() {
  const text = useText();
  const part = useEvaluation((evaluation) => evaluation.part);
  const choose = useEvaluation((evaluation) => evaluation.choose);
  return (
    <section className="card evaluation stack" aria-labelledby="evaluation-title">
      <h3 id="evaluation-title">{text.t("evaluation.title")}</h3>
      <p className="muted">{text.t("evaluation.about")}</p>
      <div className="row">
        <Segmented
          label={text.t("evaluation.part")}
          value={part}
          options={parts.map((value) => ({ value, label: text.t(`evaluation.part.${value}`) }))}
          onChange={choose}
        />
        <MeasureButton />
      </div>
      <MeasureProgress />
      <EvaluationResult />
    </section>
  );
}

function MeasureButton() {
  const text = useText();
  const commands = useCommands();
  const reason = useNoMeasureReason();
  const isMeasuring = useEvaluation((evaluation) => evaluation.share !== null);
  if (isMeasuring) {
    return (
      <button type="button" className="btn" data-testid="evaluate-stop" onClick={() => commands.stopEvaluating()}>
        {text.t("evaluation.stop")}
      </button>
    );
  }
  return (
    <Button className="btn" data-testid="evaluate" disabledReason={reason} onClick={() => void commands.evaluate()}>
      {text.t("evaluation.start")}
    </Button>
  );
}

/** Says why nothing can be measured now, null where it can. */
function useNoMeasureReason(): string | null {
  const text = useText();
  const state = useRun((run) => run.state);
  const isTrained = useRun(hasWeights);
  if (state === "running" || state === "preparing") return text.t("evaluation.running");
  return state === "idle" || !isTrained ? text.t("evaluation.noModel") : null;
}

function MeasureProgress() {
  const text = useText();
  const share = useEvaluation((evaluation) => evaluation.share);
  return share === null ? null : <ProgressBar label={text.t("evaluation.progress")} share={share} />;
}
