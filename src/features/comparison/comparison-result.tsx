// The figures of the newest comparison in the record of the run on screen, with whose they are and by which rules.
import { useMemo } from "react";
import { type ComparedMetric, compareAnswers, languagesOf } from "@/domain/metrics/text/compare-answers";
import { latestOf } from "@/domain/run/run-figures";
import { useComparisonText } from "@/i18n/comparison-text";
import { useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { Explanation } from "@/ui/explanation";
import { differenceText, scoreText } from "../answer-metric-text";
import { comparisonFacts, speakersText } from "../comparison-facts";
import { ComparisonAnswers } from "./comparison-answers";

/** The table, the rules and the answers; nothing before the first comparison. */
export function ComparisonResult() {
  const text = useText();
  const say = useComparisonText();
  const comparison = useRun((run) => run.comparison);
  const now = useRun((run) => latestOf(run).step);
  const metrics = useMemo(() => (comparison === null ? [] : compareAnswers(comparison)), [comparison]);
  const languages = useMemo(() => (comparison === null ? [] : languagesOf(comparison)), [comparison]);
  if (comparison === null) return null;
  const { tuned, answers } = comparison;
  const [onWhat, ...facts] = comparisonFacts(text, say, comparison);
  return (
    <>
      <p data-testid="comparison-speakers" role="status">
        {speakersText(text, say, comparison)}
      </p>
      <p className="muted">{onWhat}</p>
      {now !== null && now !== tuned.step && <p className="hint">{say("movedOn", { step: text.number(now) })}</p>}
      <table className="comparison-table" data-testid="before-after">
        <thead>
          <tr>
            {(["metric", "before", "after", "difference"] as const).map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <MetricRow key={metric.name} {...metric} />
          ))}
        </tbody>
      </table>
      {facts.map((fact) => (
        <p key={fact} className="hint">
          {fact}
        </p>
      ))}
      <Disclosure summary={say("answers", { count: answers.length })}>
        <ComparisonAnswers answers={answers} languages={languages} isOver />
      </Disclosure>
    </>
  );
}

function MetricRow({ name, base, tuned, difference, interval, verdict }: ComparedMetric) {
  const text = useText();
  const say = useComparisonText();
  return (
    <tr data-metric={name} data-base={base ?? ""} data-tuned={tuned ?? ""} data-verdict={verdict}>
      <th scope="row">
        {say(`metric.${name}`)} <Explanation label={say(`metric.${name}`)} help={say(`help.${name}`)} />
      </th>
      <td>{scoreText(text, name, base)}</td>
      <td>{scoreText(text, name, tuned)}</td>
      <td>
        <b className={`comparison-${verdict}`}>
          {differenceText(text, name, difference)} {difference !== null && say(`verdict.${verdict}`)}
        </b>
        {interval !== null && (
          <span className="hint">
            {say("interval", {
              low: differenceText(text, name, interval.low),
              high: differenceText(text, name, interval.high),
            })}
          </span>
        )}
      </td>
    </tr>
  );
}
