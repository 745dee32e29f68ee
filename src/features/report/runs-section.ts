// The table of runs in a report, with the baselines under them.
import { baselineRows } from "@/domain/run/baseline-rows";
import type { Run } from "@/domain/run/run";
import { type RunRow, rowsOf } from "@/domain/run/run-rows";
import type { ReportText } from "@/i18n/report-text";
import { durationText } from "../duration-text";
import { differenceText } from "../setting-difference";
import { shareText } from "../share-text";
import { type Html, html } from "./html";

/** Writes the table; each run is compared with the one before it. */
export function runsTable(text: ReportText, runs: readonly Run[]): Html {
  const rows = rowsOf(runs, null);
  const losses = rows.flatMap(({ best }) => (best?.onValidation ? [best.loss] : []));
  const least = losses.length > 1 ? Math.min(...losses) : null;
  const data = runs.at(-1)?.data;
  const figures = ["parameters", "loss", "accuracy", "steps", "seconds"] as const;
  return html`<h2>${text.report("table")}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${text.report("table")}"><table>
<thead><tr><th scope="col">${text.runs("column.name")}</th><th scope="col">${text.runs("column.changed")}</th>${[
    ...figures.map((figure) => text.runs(`column.${figure}`)),
    text.report("bestAt"),
    text.report("seed"),
  ].map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row, index) => runLine(text, row, { seed: runs[index]?.config.seed ?? "", least }))}${
    data === undefined
      ? null
      : baselineRows(data).map(
          ({ name, parameterCount, loss, bitsPerCharacter, accuracy }) =>
            html`<tr><th scope="row">${text.runs(`baseline.${name}`)}</th><td>${text.runs(`does.${name}`)}</td>${number(text.number(parameterCount))}${number(text.fixed(loss, 3) + bitsText(text, bitsPerCharacter))}${number(accuracy === null ? "–" : shareText(text, accuracy))}${["", "", "", ""].map(number)}</tr>`,
        )
  }</tbody>
</table></div>`;
}

function runLine(
  text: ReportText,
  row: RunRow,
  { seed, least }: { readonly seed: string; readonly least: number | null },
): Html {
  const { name, best, parameterCount, steps, seconds } = row;
  const none = text.t("metrics.none");
  const part = best === null || best.onValidation ? "" : ` (${text.runs("onTraining")})`;
  const isBest = best?.onValidation === true && best.loss === least;
  return html`<tr><th scope="row" class="name"><bdi>${name}</bdi></th><td class="text">${changesText(text, row)}</td>${number(
    parameterCount === null ? none : text.number(parameterCount),
  )}<td class="${isBest ? "number best" : "number"}">${best === null ? none : text.fixed(best.loss, 3) + bitsText(text, best.bitsPerCharacter) + part}</td>${number(
    best === null ? none : shareText(text, best.accuracy),
  )}${number(steps === null ? none : text.number(steps))}${number(seconds === null ? none : durationText(seconds))}${number(
    best === null ? none : text.number(best.step),
  )}${number(seed)}</tr>`;
}

/** Says what a run has otherwise than the one before it. */
function changesText(text: ReportText, { comparedWith, differences, otherData, parent }: RunRow): string {
  const changes = [
    ...(parent === null ? [] : [text.runs("grown", { name: parent.name, step: parent.step })]),
    ...(otherData === null ? [] : [text.runs("otherData", { name: otherData })]),
    ...differences.map((difference) => differenceText(text, difference)),
  ];
  if (changes.length > 0) return changes.join("; ");
  return text.runs(comparedWith === null ? "firstRun" : "sameSettings");
}

/** Writes bits a character behind a loss. */
function bitsText(text: ReportText, bits: number | null): string {
  return bits === null || !Number.isFinite(bits)
    ? ""
    : ` · ${text.runs("bitsPerCharacter", { bits: text.fixed(bits, 2) })}`;
}

function number(value: string): Html {
  return html`<td class="number">${value}</td>`;
}
