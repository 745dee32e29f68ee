// What a run answered beside its base, in a report: the table, the rules and the answers.
import { compareAnswers } from "@/domain/metrics/text/compare-answers";
import type { ComparedAnswer, RunComparison } from "@/domain/run/comparison";
import { comparisonText, type SayComparison } from "@/i18n/comparison-text";
import type { ReportText } from "@/i18n/report-text";
import { differenceText, scoreText } from "../answer-metric-text";
import { comparisonFacts, speakersText } from "../comparison-facts";
import { type Html, html } from "./html";

/** Answers that stand in sight. */
const FEW = 5;

/** Writes the part about a comparison. */
export function comparisonSection(text: ReportText, comparison: RunComparison): Html {
  const say = comparisonText(text.language);
  const { answers } = comparison;
  const shown = answers.slice(0, FEW).map((answer) => answerPart(say, answer));
  const others = answers.slice(FEW).map((answer) => answerPart(say, answer));
  const rest = html`<details><summary>${say("answers", { count: answers.length })}</summary>${others}</details>`;
  return html`<h4>${say("title")}</h4>
<p>${speakersText(text, say, comparison)}</p>
${metricTable(text, say, comparison)}
${comparisonFacts(text, say, comparison).map((fact) => html`<p class="soft">${fact}</p>`)}
${shown}${others.length === 0 ? null : rest}`;
}

function metricTable(text: ReportText, say: SayComparison, comparison: RunComparison): Html {
  const head = (["metric", "before", "after", "difference"] as const).map(
    (key) => html`<th scope="col">${say(key)}</th>`,
  );
  const rows = compareAnswers(comparison).map(({ name, base, tuned, difference, interval, verdict }) => {
    const [low, high] = [interval?.low ?? null, interval?.high ?? null];
    const range = { low: differenceText(text, name, low), high: differenceText(text, name, high) };
    return html`<tr><th scope="row">${say(`metric.${name}`)}</th>
<td class="number">${scoreText(text, name, base)}</td><td class="number">${scoreText(text, name, tuned)}</td>
<td>${differenceText(text, name, difference)}${interval === null ? null : ` (${say("interval", range)})`}
${difference === null ? null : say(`verdict.${verdict}`)}</td></tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say("title")}"><table>
<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function answerPart(say: SayComparison, { prompt, reference, base, tuned }: ComparedAnswer): Html {
  const written = (answer: string) => (answer === "" ? say("nothing") : answer);
  return html`<p class="soft">${say("prompt")}</p><pre dir="auto"><b>${prompt}</b></pre>
<p class="soft">${say("expected")}</p><pre dir="auto">${reference}</pre>
<p class="soft">${say("before")}</p><pre dir="auto">${written(base.text)}</pre>
<p class="soft">${say("after")}</p><pre dir="auto">${written(tuned.text)}</pre>`;
}
