// How one row becomes text: the template box, chips that insert columns, and the first record it gives.
import { automaticTemplate } from "@/domain/corpus/automatic-template";
import type { SourceSummary } from "@/domain/corpus/source";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { TextField } from "@/ui/text-field";
import { SettingHelp } from "../setting-help";
import { TemplateBox } from "../template-box";
import { useSettingLock } from "../use-setting-lock";
import { FirstRecord } from "./first-record";

/** The template of a table. */
export function TableRecords({ source: { columns, asides } }: { readonly source: SourceSummary }) {
  const endToken = useSettings((settings) => settings.config.corpus.endToken);
  // Pairs are written by their own templates, which together are the one in force.
  const ofPairs = useData(({ prepared }) => (prepared?.pairs ? prepared.template : null));
  return <RecordTemplate columns={columns} automatic={ofPairs ?? automaticTemplate(columns, endToken, asides)} />;
}

/** Rows to be written as records. */
export interface RecordTemplateProps {
  readonly columns: readonly string[];
  /** The template that stands for an empty one. */
  readonly automatic: string;
}

/** The template of rows; empty means the automatic one. */
export function RecordTemplate({ columns, automatic }: RecordTemplateProps) {
  const text = useText();
  const endToken = useSettings((settings) => settings.config.corpus.endToken);
  const waiting = useSettings(({ fitted, wished }) =>
    fitted.includes("corpus.template") ? wished.corpus.template : null,
  );
  return (
    <div className="stack">
      <TemplateBox
        path="corpus.template"
        testId="record-template"
        columns={columns}
        automatic={automatic}
        hint={text.t("data.templateHint")}
        inserts={endToken === "" ? [] : [endToken]}
      />
      {waiting !== null && <p className="hint">{text.t("data.templateWaits", { template: waiting })}</p>}
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
