// A report of runs as one page that stands by itself: no script, no address, nothing that is asked for.

import type { Run } from "@/domain/run/run";
import { bestEpoch } from "@/domain/training/best-epoch";
import type { ReportText } from "@/i18n/report-text";
import type { ThemeColour } from "@/ui/theme-colours";
import { dataSection } from "./data-section";
import { Html, html } from "./html";
import { reportStyle } from "./report-style";
import { runSection } from "./run-section";
import { runsTable } from "./runs-section";
import { settingsSection } from "./settings-section";

/** What a report is made of. */
export interface ReportSource {
  /** In the order in which they began. */
  readonly runs: readonly Run[];
  readonly text: ReportText;
  /** Drawings as SVG, which nobody but the page wrote. */
  readonly charts: readonly { readonly svg: string }[];
  readonly colours: ReadonlyMap<string, ThemeColour>;
  /** How many of the runs are drawn. */
  readonly drawn: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly version: string;
}

/** Without scripts; styles stand in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Writes the page. */
export function reportPage(source: ReportSource): string {
  const { runs, text, colours, now, version } = source;
  const { language } = text;
  const title = runs.length === 1 ? (runs[0]?.name ?? "") : text.report("title", { count: runs.length });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(now);
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title} · Curió</title>
<style>${new Html(reportStyle(colours))}</style>
</head>
<body>
<header>
<h1><bdi>${title}</bdi></h1>
<p class="soft">${text.report("made", { version, date })}</p>
</header>
<main>
${chartsSection(source)}
${runsTable(text, runs)}
${settingsSection(text, runs)}
${dataSection(text, runs)}
<h2>${text.report("runs")}</h2>
${runs.map((run) => runSection(text, run))}
</main>
</body>
</html>
`;
  return page.text;
}

function chartsSection({ text, runs, charts, drawn }: ReportSource): Html | null {
  if (charts.length === 0) return null;
  const some =
    drawn < runs.length
      ? html`<p class="soft">${text.report("someDrawn", { most: drawn, count: runs.length })}</p>`
      : null;
  const [loss, accuracy] = [text.t("metrics.loss"), text.t("metrics.accuracy")];
  const figures = charts.map(
    ({ svg }, index) =>
      html`<figure role="img" tabindex="0" aria-label="${chartLabel(text, runs, index === 0 ? loss : accuracy)}">${new Html(svg)}</figure>`,
  );
  return html`<h2>${text.report("charts")}</h2>${some}<div class="charts">${figures}</div>`;
}

/** Says a chart in words: what it is of, and what each run came to. */
function chartLabel(text: ReportText, runs: readonly Run[], what: string): string {
  const names = runs.map(({ name, progress, config }) => {
    const best = bestEpoch(progress.epochs, config.training.earlyStopping);
    return best === null ? name : `${name} ${text.fixed(best.validationLoss ?? best.trainLoss, 3)}`;
  });
  return `${what}: ${names.join("; ")}`;
}
