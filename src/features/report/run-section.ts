// One run in a report: its note, where it came from and where it trained, what changed on its way, and what it wrote.
import { isConfigPath } from "@/domain/config/parameters";
import type { Run, RunParent, RunSample } from "@/domain/run/run";
import type { ReportText } from "@/i18n/report-text";
import { deviceName } from "../device-name";
import { durationText } from "../duration-text";
import { differenceText } from "../setting-difference";
import { comparisonSection } from "./comparison-section";
import { definitions } from "./definitions";
import { type Html, html } from "./html";

/** Samples that stand in sight: the first, the last, and some between. */
const FEW = 5;

/** Writes the part about a run. */
export function runSection(text: ReportText, run: Run): Html {
  const { name, note, parent, config, facts, pace, progress, state, cuts, changes, samples, comparison } = run;
  const seconds = pace?.trainingSeconds ?? null;
  return html`<section>
<h3><bdi>${name}</bdi></h3>
${note === "" ? null : html`<p class="note" dir="auto">${note}</p>`}
${definitions([
  [text.report("state"), text.t(`run.state.${state}`)],
  [text.report("parent"), parent && parentText(text, parent)],
  [text.report("seed"), config.seed],
  [text.report("steps"), text.number(progress.step)],
  [text.report("time"), seconds === null ? null : durationText(seconds)],
  [text.report("device"), facts && deviceName(text, facts.device)],
  ...changes.map(({ step, path, from, to }): [string, string] => [
    text.report("changedAt", { step }),
    isConfigPath(path) ? differenceText(text, { path, from, to }) : path,
  ]),
  ...cuts.map(({ step, lost }): [string, string] => [
    text.report("cutAt", { step }),
    text.report("lost", { count: lost }),
  ]),
])}
${samplesPart(text, samples)}
${comparison && comparisonSection(text, comparison)}
</section>`;
}

/** Weights without a step have learned from nothing. */
function parentText(text: ReportText, { name, step, dataset }: RunParent): string {
  return step === 0 ? name : text.report("parentAt", { name, step, dataset });
}

function samplesPart(text: ReportText, samples: readonly RunSample[]): Html | null {
  if (samples.length === 0) return null;
  const isFew = samples.length <= FEW;
  const shown = isFew ? samples : spaced(samples);
  const all = html`<details><summary>${text.report("allSamples", { count: samples.length })}</summary>${samples.map((one) => sample(text, one))}</details>`;
  return html`<p>${text.report("samples")}</p>${shown.map((one) => sample(text, one))}${isFew ? null : all}`;
}

function spaced(samples: readonly RunSample[]): readonly RunSample[] {
  const places = Array.from({ length: FEW }, (_, index) => Math.round((index * (samples.length - 1)) / (FEW - 1)));
  return places.flatMap((place) => samples[place] ?? []);
}

function sample(text: ReportText, { step, seed, prompt, text: written }: RunSample): Html {
  const start = prompt === "" ? null : html`<b>${prompt}</b>`;
  return html`<p class="soft">${text.report("sampleAt", { count: step, seed })}</p><pre dir="auto">${start}${written}</pre>`;
}
