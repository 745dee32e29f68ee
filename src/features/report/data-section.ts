// The data in a report: what each set is, without the set itself.

import type { DataReference, Run } from "@/domain/run/run";
import { shortenText } from "@/domain/shorten-text";
import type { ReportText } from "@/i18n/report-text";
import { definitions } from "./definitions";
import { type Html, html } from "./html";

/** UTF-16 units of a record that stand in a report: a text may be one record. */
const LONGEST = 600;

/** Writes what is known of each data set that some run learned from. */
export function dataSection(text: ReportText, runs: readonly Run[]): Html {
  const sets = new Map(runs.map(({ data }) => [data.hash, data]));
  return html`<h2>${text.report("data")}</h2>${[...sets.values()].map((data) => dataSet(text, data))}`;
}

function dataSet(text: ReportText, data: DataReference): Html {
  const { name, hash, tokenizer, template, firstRecord, trainWindows, validationWindows } = data;
  const count = (value: number | null) => (value === null ? null : text.number(value));
  return html`<h3><bdi>${name}</bdi></h3>${definitions([
    [text.report("trainWindows"), count(trainWindows)],
    [text.report("validationWindows"), count(validationWindows)],
    [text.report("vocabulary"), count(tokenizer.vocabulary.length)],
    [text.report("template"), template === "" ? null : template],
    [text.report("hash"), hash],
  ])}${firstRecord === "" ? null : html`<p class="soft">${text.report("firstRecord")}</p><pre dir="auto">${shortened(firstRecord)}</pre>`}`;
}

function shortened(record: string): string {
  return record.length > LONGEST ? `${shortenText(record, LONGEST)}…` : record;
}
