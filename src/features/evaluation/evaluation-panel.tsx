// Measures the open model, trained here or brought in a file, on the data: the figures that a run shows for its
// epochs, for any model and at any time.
import { hasWeights } from "@/domain/run/run-figures";
import { useEvaluationText } from "@/i18n/evaluation-text";
import { useCommands, useEvaluation, useRun } from "@/state/use-app";
import { Button } from "@/ui/button";
import { ProgressBar } from "@/ui/progress-bar";
import { Segmented } from "@/ui/segmented";
import { EvaluationResult } from "./evaluation-result";
import "./evaluation-panel.css";

const parts = ["validation", "all"] as const;

/** The card with the choice of data, the button and what came out. */
export function EvaluationPanel() {
  const say = useEvaluationText();
  const part = useEvaluation((evaluation) => evaluation.part);
  const choose = useEvaluation((evaluation) => evaluation.choose);
  return (
    <section className="card evaluation stack" aria-labelledby="evaluation-title">
      <h3 id="evaluation-title">{say("title")}</h3>
      <p className="muted">{say("about")}</p>
      <div className="row">
        <Segmented
          label={say("part")}
          value={part}
          options={parts.map((value) => ({ value, label: say(`part.${value}`) }))}
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
  const say = useEvaluationText();
  const commands = useCommands();
  const reason = useNoMeasureReason();
  const isMeasuring = useEvaluation((evaluation) => evaluation.share !== null);
  if (isMeasuring) {
    return (
      <button type="button" className="btn" data-testid="evaluate-stop" onClick={() => commands.stopEvaluating()}>
        {say("stop")}
      </button>
    );
  }
  return (
    <Button className="btn" data-testid="evaluate" disabledReason={reason} onClick={() => void commands.evaluate()}>
      {say("start")}
    </Button>
  );
}

/** Says why nothing can be measured now, null where it can. */
function useNoMeasureReason(): string | null {
  const say = useEvaluationText();
  const state = useRun((run) => run.state);
  const isTrained = useRun(hasWeights);
  if (state === "running" || state === "preparing") return say("running");
  return state === "idle" || !isTrained ? say("noModel") : null;
}

function MeasureProgress() {
  const say = useEvaluationText();
  const share = useEvaluation((evaluation) => evaluation.share);
  return share === null ? null : <ProgressBar label={say("progress")} share={share} />;
}
