// Which fields a record cannot do without, as chips: a press marks a field as needed, or as one that may be empty.
import { useId } from "react";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Explanation, explanationId } from "@/ui/explanation";
import { SettingHelp } from "../setting-help";
import { useSettingLock } from "../use-setting-lock";

/** Columns that are offered; of wider tables those that are needed come first. */
const MOST_OFFERED = 30;

/** The fields of a table, the needed ones pressed; nothing before it is cleaned, or for a table of one column. */
export function NeededFields({ columns }: { readonly columns: readonly string[] }) {
  const text = useText();
  const needed = useData((data) => data.report?.needed ?? null);
  const chosen = useSettings(({ config }) => config.corpus.neededFields);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.neededFields");
  const label = text.setting("corpus.neededFields");
  const help = <SettingHelp path="corpus.neededFields" />;
  const textId = explanationId(useId(), { help, disabledReason: lock });
  if (needed === null || columns.length < 2) return null;
  const offered = [...needed, ...columns.filter((column) => !needed.includes(column))].slice(0, MOST_OFFERED);
  const toggle = (column: string) =>
    set(
      "corpus.neededFields",
      needed.includes(column) ? needed.filter((name) => name !== column) : [...needed, column],
    );
  return (
    <fieldset
      className="chips"
      aria-describedby={textId}
      data-config="corpus.neededFields"
      data-value={needed.join("\n")}
    >
      <legend>{label}</legend>
      <button
        type="button"
        className="chip"
        aria-pressed={chosen === null}
        disabled={lock !== null}
        onClick={() => set("corpus.neededFields", null)}
      >
        {text.t("data.found")}
      </button>
      {columns
        .filter((column) => offered.includes(column))
        .map((column) => (
          <button
            key={column}
            type="button"
            className="chip"
            aria-pressed={needed.includes(column)}
            disabled={lock !== null}
            onClick={() => toggle(column)}
          >
            {column}
          </button>
        ))}
      <Explanation label={label} help={help} disabledReason={lock} textId={textId} configPath="corpus.neededFields" />
    </fieldset>
  );
}
