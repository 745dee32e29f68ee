// The box of a template, with chips that insert what it may name.
import { useId, useRef } from "react";
import { parameters } from "@/domain/config/parameters";
import type { TemplatePlace } from "@/domain/corpus/template";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Explanation, explanationId } from "@/ui/explanation";
import { ErrorWords } from "./error-words";
import { SettingHelp } from "./setting-help";
import { useSettingLock } from "./use-setting-lock";

/** The settings that are templates, and what each writes. */
const PLACES = {
  "corpus.template": "record",
  "corpus.prompt": "prompt",
  "corpus.response": "response",
} as const satisfies Record<string, TemplatePlace>;

/** Which template, and what it may name. */
export interface TemplateBoxProps {
  readonly path: keyof typeof PLACES;
  readonly testId: string;
  readonly columns: readonly string[];
  /** The template that stands for an empty one and shows in grey; empty for none. */
  readonly automatic?: string;
  readonly hint?: string;
  /** Texts that have a chip beside the columns. */
  readonly inserts?: readonly string[];
  /** Whether the template may hold line breaks. */
  readonly hasLines?: boolean;
}

/** A template with what is wrong with it, and its chips. */
export function TemplateBox({ path, testId, columns, automatic = "", hint, inserts = [], hasLines }: TemplateBoxProps) {
  const text = useText();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const template = useSettings(({ config }) => config.corpus[path === "corpus.template" ? "template" : PLACES[path]]);
  const set = useSettings((settings) => settings.set);
  const error = useData((data) =>
    data.error !== null && "part" in data.error && data.error.part === PLACES[path] ? data.error : null,
  );
  const lock = useSettingLock(path);
  const rests = useSettings(({ config }) => parameters[path].restsBecause(config) !== null);
  const label = text.setting(path);
  const help = <SettingHelp path={path} />;
  const textId = explanationId(id, { help, disabledReason: lock });
  const insert = (piece: string) => {
    // Inserting into the automatic template makes it the user's own first.
    const current = template === "" ? automatic : template;
    const from = template === "" ? current.length : (box.current?.selectionStart ?? current.length);
    const to = template === "" ? current.length : (box.current?.selectionEnd ?? from);
    set(path, current.slice(0, from) + piece + current.slice(to));
    box.current?.focus();
  };
  return (
    <>
      <div className="row wrap">
        <h3>
          <label htmlFor={id}>{label}</label>
        </h3>
        <Explanation label={label} help={help} disabledReason={lock} textId={textId} configPath={path} />
        {hint !== undefined && <span className="hint">{hint}</span>}
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
          data-testid={testId}
          data-config={path}
          onChange={({ target: { value } }) => set(path, hasLines === true ? value : value.replaceAll("\n", ""))}
        />
        {error !== null && (
          <p role="alert">
            <ErrorWords error={error} remedy />
          </p>
        )}
      </div>
      {!rests && (
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
          {inserts.map((piece) => (
            <button key={piece} type="button" className="chip" disabled={lock !== null} onClick={() => insert(piece)}>
              <code>{piece}</code>
            </button>
          ))}
        </div>
      )}
    </>
  );
}
