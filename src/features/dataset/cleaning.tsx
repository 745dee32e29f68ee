// The cleaning switches, each with what it did, and the sum of them.
import type { CleaningKind } from "@/domain/corpus/corpus";
import { countOf } from "@/domain/corpus/finding";
import type { SourceSummary } from "@/domain/corpus/source";
import { hasPairs } from "@/domain/pairs/pair-template";
import { type Text, useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { SettingSwitch } from "../setting-choice";
import { MoreMends } from "./more-mends";
import { NeededFields } from "./needed-fields";

/** Switches for cleaning; a plain text has no rows to drop. */
export function Cleaning({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const report = useData((data) => data.report);
  const dropped = report === null ? 0 : report.read - report.kept;
  const count = (kind: CleaningKind) => countOf(report?.findings ?? [], kind);
  // What pairs are mended by stands among what was found in them.
  const isPaired = useSettings(({ config }) => source.kind === "table" && hasPairs(config.corpus));
  return (
    <div>
      <h3>{text.t("data.cleaningTitle")}</h3>
      {source.kind !== "text" && (
        <>
          {!isPaired && <SettingSwitch path="corpus.dropIncomplete" note={removed(text, count("incomplete"))} />}
          <NeededFields columns={source.columns} />
        </>
      )}
      {!isPaired && (
        <>
          <SettingSwitch path="corpus.removeDuplicates" note={removed(text, count("duplicate"))} />
          <SettingSwitch path="corpus.removeMarkup" note={fixed(text, report?.mends.markupRemoved ?? 0)} />
          <SettingSwitch path="corpus.decodeEntities" note={fixed(text, count("entity"))} />
        </>
      )}
      <SettingSwitch path="corpus.trim" />
      <SettingSwitch path="corpus.lowercase" />
      <MoreMends />
      {report !== null && (
        <p className="flow">
          {dropped > 0 && text.t("data.flow", { read: report.read, dropped })}
          <b>{text.t("data.flowReady", { count: report.kept })}</b>
        </p>
      )}
    </div>
  );
}

function removed(text: Text, count: number): string {
  return count > 0 ? text.t("data.removed", { number: count }) : "";
}

function fixed(text: Text, count: number): string {
  return count > 0 ? text.t("data.fixed", { number: count }) : "";
}
