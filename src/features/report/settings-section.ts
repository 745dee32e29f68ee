// The settings in a report: those in which the runs differ in sight, all of them one press away.
import { type ConfigPath, getByPath } from "@/domain/config/config-path";
import { configPaths, parameters } from "@/domain/config/parameters";
import type { Run } from "@/domain/run/run";
import { baseNameOf } from "@/domain/run/run-rows";
import { changedSettings } from "@/domain/run/runs-csv";
import type { ReportText } from "@/i18n/report-text";
import { valueText } from "../setting-difference";
import { type Html, html } from "./html";

/** Writes both tables. */
export function settingsSection(text: ReportText, runs: readonly Run[]): Html {
  const different = runs.length > 1 ? settingsTable(text, runs, changedSettings(runs)) : null;
  const caption = different === null ? null : html`<p class="soft">${text.report("different")}</p>`;
  return html`<h2>${text.report("settings")}</h2>${caption}${different}
<details><summary>${text.report("allSettings")}</summary>${settingsTable(text, runs, configPaths)}</details>`;
}

function settingsTable(text: ReportText, runs: readonly Run[], paths: readonly ConfigPath[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${text.report("settings")}"><table>
<thead><tr><th scope="col">${text.report("setting")}</th>${runs.map(({ name }) => html`<th scope="col" class="name"><bdi>${name}</bdi></th>`)}</tr></thead>
<tbody>${paths.map(
    (path) =>
      html`<tr><th scope="row">${text.setting(path)}</th>${runs.map(
        (run) =>
          html`<td class="text">${
            parameters[path].restsBecause(run.config) === null
              ? wholeText(text, path, path === "base" ? baseNameOf(run, runs) : getByPath(run.config, path))
              : text.report("rests")
          }</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}

/** Texts stand whole where there is room for them. */
function wholeText(text: ReportText, path: ConfigPath, value: unknown): string {
  if (parameters[path].kind === "text") return String(value);
  return Array.isArray(value) ? value.join(", ") : valueText(text, path, value);
}
