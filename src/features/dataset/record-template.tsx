// How one row becomes text: the template box, chips that insert columns, and the first record it gives.
import { useId, useRef } from "react";
import { automaticTemplate } from "@/domain/corpus/automatic-template";
import type { SourceSummary } from "@/domain/corpus/source";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Explanation, explanationId } from "@/ui/explanation";
import { TextField } from "@/ui/text-field";
import { SettingHelp } from "../setting-help";
import { useSettingLock } from "../use-setting-lock";
import { FirstRecord } from "./first-record";

/** The template of a table. */
export function TableRecords({ source: { columns, asides } }: { readonly source: SourceSummary }) {
  const endToken = useSettings((settings) => settings.config.corpus.endToken);
  return <RecordTemplate columns={columns} automatic={automaticTemplate(columns, endToken, asides)} />;
}

/** Rows to be written as records. */
export interface RecordTemplateProps {
  readonly columns: readonly string[];
  /** The template that stands for an empty one. */
  readonly automatic: string;
}

/** The template of rows; empty means the automatic one, which then shows in the box in grey. */
export function RecordTemplate({ columns, automatic }: RecordTemplateProps) {
  const text = useText();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { template, endToken } = useSettings((settings) => settings.config.corpus);
  const set = useSettings((settings) => settings.set);
  const error = useData((data) => (data.error?.code.startsWith("template") ? data.error : null));
  const lock = useSettingLock("corpus.template");
  const waiting = useSettings(({ fitted, wished }) =>
    fitted.includes("corpus.template") ? wished.corpus.template : null,
  );
  const label = text.setting("corpus.template");
  const help = <SettingHelp path="corpus.template" />;
  const textId = explanationId(id, { help, disabledReason: lock });
  const insert = (piece: string) => {
    // Inserting into the automatic template makes it the user's own first.
    const current = template === "" ? automatic : template;
    const from = template === "" ? current.length : (box.current?.selectionStart ?? current.length);
    const to = template === "" ? current.length : (box.current?.selectionEnd ?? from);
    set("corpus.template", current.slice(0, from) + piece + current.slice(to));
    box.current?.focus();
  };
  return (
    <div className="stack">
      <div className="row wrap">
        <h3>
          <label htmlFor={id}>{label}</label>
        </h3>
        <Explanation label={label} help={help} disabledReason={lock} textId={textId} configPath="corpus.template" />
        <span className="hint">{text.t("data.templateHint")}</span>
      </div>
      <div className={error === null ? "stack" : "stack err"}>
        <textarea
          ref={box}
          id={id}
          className="tpl"
          rows={2}
          spellCheck={false}
          aria-describedby={textId}
          value={template}
          placeholder={automatic}
          disabled={lock !== null}
          aria-invalid={error !== null}
          data-testid="record-template"
          data-config="corpus.template"
          onChange={(event) => set("corpus.template", event.target.value.replaceAll("\n", ""))}
        />
        {error !== null && (
          <p role="alert">
            {text.error(error).sentence} {text.error(error).remedy}
          </p>
        )}
      </div>
      {waiting !== null && <p className="hint">{text.t("data.templateWaits", { template: waiting })}</p>}
      <div className="row wrap">
        <span className="hint">{text.t("data.insert")}</span>
        {columns.map((column) => (
          <button
            key={column}
            type="button"
            className="chip"
            disabled={lock !== null}
            aria-label={text.t("data.insertColumn", { column })}
            onClick={() => insert(`{${column}}`)}
          >
            {column}
          </button>
        ))}
        {endToken !== "" && (
          <button type="button" className="chip" disabled={lock !== null} onClick={() => insert(endToken)}>
            <code>{endToken}</code>
          </button>
        )}
      </div>
      <FirstRecord />
      <EndTokenField />
    </div>
  );
}

/** The text that marks the end of a record. */
export function EndTokenField() {
  const text = useText();
  const endToken = useSettings((settings) => settings.config.corpus.endToken);
  const set = useSettings((settings) => settings.set);
  const label = text.setting("corpus.endToken");
  const help = <SettingHelp path="corpus.endToken" />;
  return (
    <TextField
      label={label}
      help={help}
      value={endToken}
      monospace
      configPath="corpus.endToken"
      disabledReason={useSettingLock("corpus.endToken")}
      onChange={(value) => set("corpus.endToken", value)}
    />
  );
}
