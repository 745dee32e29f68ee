// What reading found of a table, each finding with the press that reads it the other way, and the ways back.
import { getByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { parameters } from "@/domain/config/parameters";
import { decimalCommaColumns } from "@/domain/corpus/decimal-comma";
import { readDelimiter } from "@/domain/corpus/delimiter-text";
import type { SourceSummary } from "@/domain/corpus/source";
import type { SourceNoteKind } from "@/domain/corpus/source-note";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { TextField } from "@/ui/text-field";
import { SettingHelp } from "../setting-help";
import { useSettingLock } from "../use-setting-lock";

/** Settings of reading that a press changes; each can be left to the page again. */
const PRESSED = [
  "corpus.readAs",
  "corpus.delimiter",
  "corpus.quote",
  "corpus.escape",
  "corpus.header",
  "corpus.skippedLines",
  "corpus.comment",
] as const;

type Choice =
  | readonly ["corpus.readAs", "text"]
  | readonly ["corpus.header", "yes" | "no"]
  | readonly ["corpus.skippedLines", "0"]
  | readonly ["corpus.comment", "none"];

/** Header or none, table or text, and decimal commas. */
export function TableReading({ source }: { readonly source: SourceSummary }) {
  const text = useText();
  const { dialect } = source.facts;
  const commas = decimalCommaColumns(source);
  if (dialect === null) return null;
  const { hasHeader, counts } = dialect;
  const press = (reading: string, count: number) => text.t("data.recordsOf", { reading, count });
  return (
    <div className="row wrap hint" data-testid="table-reading" data-header={hasHeader}>
      <span>
        {hasHeader ? text.t("data.headerFound", { count: source.columns.length }) : text.t("data.headerMissing")}
      </span>
      <Press
        choice={["corpus.header", hasHeader ? "no" : "yes"]}
        label={press(
          text.t(hasHeader ? "data.headerIsData" : "data.headerIsNames"),
          source.rowCount + (hasHeader ? 1 : -1),
        )}
      />
      <span>{text.t("data.readAsTable")}</span>
      <Press choice={["corpus.readAs", "text"]} label={text.t("data.readAsText", { count: counts.lines })} />
      {commas.length > 0 && (
        <span>{text.t("data.decimalComma", { count: commas.length, columns: commas.join(", ") })}</span>
      )}
    </div>
  );
}

/** The press that reads what a note says was left out; nothing for notes of other kinds. */
export function ReadOtherwise({ kind }: { readonly kind: SourceNoteKind }) {
  const text = useText();
  if (kind === "titleLine") return <Press choice={["corpus.skippedLines", "0"]} label={text.t("data.readThemToo")} />;
  if (kind === "comment") return <Press choice={["corpus.comment", "none"]} label={text.t("data.keepAsRows")} />;
  return null;
}

/** The ways back from what was pressed. */
export function ReadingChanges() {
  const text = useText();
  const corpus = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.readAs");
  const changed = PRESSED.filter((path) => getByPath(corpus, path) !== getByPath(defaultConfig, path));
  if (changed.length === 0) return null;
  return (
    <div className="row wrap">
      {changed.map((path) => (
        <button
          key={path}
          type="button"
          className="chip"
          disabled={lock !== null}
          data-testid="detect-again"
          data-setting={path}
          onClick={() => set(path, getByPath(defaultConfig, path))}
        >
          {text.t("data.detectAgain", { setting: text.setting(path) })}
        </button>
      ))}
    </div>
  );
}

/** A delimiter that is not in the list. */
export function OtherDelimiter() {
  const text = useText();
  const config = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.otherDelimiter");
  const label = text.setting("corpus.otherDelimiter");
  const help = <SettingHelp path="corpus.otherDelimiter" />;
  const { otherDelimiter: value } = config.corpus;
  if (parameters["corpus.otherDelimiter"].restsBecause(config) !== null) return null;
  return (
    <TextField
      label={label}
      help={help}
      value={value}
      monospace
      configPath="corpus.otherDelimiter"
      disabledReason={lock}
      error={value === "" || readDelimiter(value) !== null ? null : text.t("data.badDelimiter")}
      onChange={(next) => set("corpus.otherDelimiter", next.slice(0, parameters["corpus.otherDelimiter"].maxLength))}
    />
  );
}

/** How many lines stand above the table. */
export function SkippedLines() {
  const text = useText();
  const value = useSettings((settings) => settings.config.corpus.skippedLines);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.skippedLines");
  const label = text.setting("corpus.skippedLines");
  const help = <SettingHelp path="corpus.skippedLines" />;
  return (
    <TextField
      label={label}
      help={help}
      value={value}
      inputMode="numeric"
      configPath="corpus.skippedLines"
      disabledReason={lock}
      onChange={(next) => set("corpus.skippedLines", next.replace(/\D/g, "").slice(0, 3))}
    />
  );
}

function Press({ choice, label }: { readonly choice: Choice; readonly label: string }) {
  const [path, value] = choice;
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(path);
  return (
    <button
      type="button"
      className="chip"
      disabled={lock !== null}
      data-testid="read-otherwise"
      data-setting={path}
      onClick={() => set(path, value)}
    >
      {label}
    </button>
  );
}
