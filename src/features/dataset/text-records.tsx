// How a plain text falls into records: what was found, the other ways with what each would give, and the details.
import { useId } from "react";
import { parameters } from "@/domain/config/parameters";
import type { SourceSummary } from "@/domain/corpus/source";
import { type TextReading, textTemplate } from "@/domain/corpus/text-reading";
import type { TextShape } from "@/domain/corpus/text-shape";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Explanation, explanationId } from "@/ui/explanation";
import { TextField } from "@/ui/text-field";
import { SettingSelect, SettingSwitch } from "../setting-choice";
import { SettingHelp } from "../setting-help";
import { useSettingLock } from "../use-setting-lock";
import { FirstRecord } from "./first-record";
import { EndTokenField, RecordTemplate } from "./record-template";

/** A loaded text and what it looks like. */
export interface TextRecordsProps {
  readonly source: SourceSummary;
  readonly shape: TextShape;
}

/** Ways to cut the text, with the first record that the one in force gives. */
export function TextRecords({ source, shape }: TextRecordsProps) {
  const text = useText();
  const reading = useData((data) => data.report?.reading ?? null);
  const found = useSettings(({ config }) => config.corpus.textRecords === "auto");
  const { endToken } = useSettings((settings) => settings.config.corpus);
  const hasRows = reading !== null && reading !== "whole" && reading !== "separator";
  return (
    <div className="stack">
      <div className="row wrap">
        <h3>{text.t("data.plainText")}</h3>
        <span className="hint" data-testid="text-records" data-value={reading ?? ""}>
          {reading !== null && text.t(`data.reading.${reading}`)} {found && hasRows && text.t("data.readingFound")}
        </span>
      </div>
      <FrontMatterOffer shape={shape} />
      <ReadingChips shape={shape} />
      {!hasRows && <Separator />}
      {hasRows ? (
        <RecordTemplate columns={source.columns} automatic={textTemplate(reading, shape.markers, endToken)} />
      ) : (
        <FirstRecord />
      )}
    </div>
  );
}

/** Offers to cut what stands around the text, where something does. */
function FrontMatterOffer({ shape: { frontMatter } }: { readonly shape: TextShape }) {
  const text = useText();
  if (frontMatter === null) return null;
  const { kind, above, below, begins } = frontMatter;
  return (
    <div className="stack" data-testid="front-matter" data-value={kind}>
      <p className="hint">{text.t(`data.frontMatter.${kind}`, { above, below, begins })}</p>
      <SettingSwitch path="corpus.cutFrontMatter" />
    </div>
  );
}

function ReadingChips({ shape }: { readonly shape: TextShape }) {
  const text = useText();
  const { textRecords: chosen, separator } = useSettings((settings) => settings.config.corpus);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.textRecords");
  const label = text.setting("corpus.textRecords");
  const help = <SettingHelp path="corpus.textRecords" />;
  const textId = explanationId(useId(), { help, disabledReason: lock });
  const counts: Partial<Record<TextReading, number>> = {
    whole: 1,
    lines: shape.lines,
    blankLines: shape.blocks,
    ...(shape.markers === null ? {} : { markers: shape.markers.count }),
    ...(shape.headings === null ? {} : { headings: shape.headings.count }),
  };
  const offered = text
    .choices("corpus.textRecords")
    .filter(({ value }) => (value !== "markers" && value !== "headings") || shape[value] !== null);
  return (
    <fieldset className="chips" aria-describedby={textId} data-config="corpus.textRecords" data-value={chosen}>
      <legend>{label}</legend>
      {offered.map(({ value, label: reading }) => {
        const count = value === "auto" ? undefined : counts[value];
        return (
          <button
            key={value}
            type="button"
            className="chip"
            aria-pressed={value === chosen}
            disabled={lock !== null}
            data-reading={value}
            onClick={() => set("corpus.textRecords", value)}
          >
            {count === undefined ? reading : text.t("data.recordsOf", { reading, count })}
          </button>
        );
      })}
      {shape.separators.map(({ mark, count }) => (
        <button
          key={mark}
          type="button"
          className="chip"
          aria-pressed={chosen === "separator" && separator === mark}
          disabled={lock !== null}
          data-separator={mark}
          onClick={() => {
            set("corpus.separator", mark);
            set("corpus.textRecords", "separator");
          }}
        >
          {text.t("data.recordsOf", { reading: text.t("data.upTo", { mark }), count })}
        </button>
      ))}
      <Explanation label={label} help={help} disabledReason={lock} textId={textId} configPath="corpus.textRecords" />
    </fieldset>
  );
}

/** The separator line and what becomes of it; nothing where another way of cutting was chosen. */
function Separator() {
  const text = useText();
  const config = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.separator");
  const label = text.setting("corpus.separator");
  const help = <SettingHelp path="corpus.separator" />;
  const splits = parameters["corpus.separatorAction"].restsBecause(config) === null;
  if (parameters["corpus.separator"].restsBecause(config) !== null) return null;
  return (
    <div className="pair">
      <TextField
        label={label}
        help={help}
        value={config.corpus.separator}
        monospace
        configPath="corpus.separator"
        disabledReason={lock}
        onChange={(value) => set("corpus.separator", value)}
      />
      {splits && <SettingSelect path="corpus.separatorAction" />}
      {splits && config.corpus.separatorAction === "endToken" && <EndTokenField />}
    </div>
  );
}
