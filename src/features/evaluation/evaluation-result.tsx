// What a measurement came to: loss and accuracy with what they are of, raw numbers for scripts.
import { useEvaluationText } from "@/i18n/evaluation-text";
import { useText } from "@/i18n/use-text";
import { useEvaluation, useRun } from "@/state/use-app";
import { usePaddingRemark } from "../padding-remark";

/** The newest measurement of the run on screen; nothing before the first. */
export function EvaluationResult() {
  const text = useText();
  const say = useEvaluationText();
  const report = useEvaluation((evaluation) => evaluation.report);
  const measured = useEvaluation((evaluation) => evaluation.run);
  const shown = useRun((run) => run.id);
  const remark = usePaddingRemark();
  if (report === null || measured !== shown) return null;
  const { part, windows, dataset, step, unknownCharacters } = report;
  const on = part === "all" ? "onAll" : "onValidation";
  return (
    <div role="status">
      <dl className="evaluation-figures">
        <Figure id="loss" value={report.loss} shown={text.fixed(report.loss, 3)} />
        <Figure id="accuracy" value={report.accuracy} shown={text.percent(report.accuracy, 1)} />
      </dl>
      <p className="muted">{say(on, { count: windows, name: dataset, step: text.number(step) })}</p>
      {unknownCharacters > 0 && <p className="muted">{say("unknown", { count: unknownCharacters })}</p>}
      {remark !== null && <p className="muted">{text.t("padding.note", { remark })}</p>}
    </div>
  );
}

interface FigureProps {
  readonly id: "loss" | "accuracy";
  readonly value: number;
  readonly shown: string;
}

function Figure({ id, value, shown }: FigureProps) {
  const say = useEvaluationText();
  return (
    <div>
      <dt>{say(id)}</dt>
      <dd data-testid={`evaluation-${id}`} data-value={String(value)}>
        {shown}
      </dd>
    </div>
  );
}
