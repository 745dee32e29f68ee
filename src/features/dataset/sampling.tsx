// What of a file was read, and the settings that change it.
import { parameters } from "@/domain/config/parameters";
import type { ByteSample } from "@/domain/corpus/byte-sampler";
import { type DrawnRows, FORMS_OF_ROWS } from "@/domain/corpus/row-draw";
import type { SourceForm } from "@/domain/corpus/source";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { TextField } from "@/ui/text-field";
import { SettingSegmented } from "../setting-choice";
import { SettingHelp } from "../setting-help";
import { SettingSlider } from "../setting-slider";
import { useSettingLock } from "../use-setting-lock";

/** Says plainly that a part was read; one press reads another. */
export function Sampling({ sample }: { readonly sample: ByteSample }) {
  const text = useText();
  const { how, readBytes, totalBytes } = sample;
  const values = { read: text.bytes(readBytes), total: text.bytes(totalBytes) };
  return (
    <div className="stack" data-testid="sampling" data-value={how} data-bytes={readBytes}>
      <p className="hint">{text.t(totalBytes === 0 ? "data.sampled.unknown" : `data.sampled.${how}`, values)}</p>
      <div className="pair">
        <SettingSegmented path="corpus.sample" />
        <SettingSlider path="corpus.sampleMegabytes" />
      </div>
    </div>
  );
}

/** Says which rows were drawn. */
export function Drawn({ drawn: { seen, seed }, kept }: { readonly drawn: DrawnRows; readonly kept: number }) {
  const text = useText();
  return (
    <p className="hint" data-testid="drawn-rows" data-value={kept} data-rows={seen}>
      {text.t("data.drawn", { kept: text.number(kept), seen: text.number(seen), seed })}
    </p>
  );
}

/**
 * How many rows of a table are read: the first ones, or those drawn from all of it, by a seed of their own, where its form
 * lets rows be drawn.
 */
export function RowSliders({ form }: { readonly form: SourceForm }) {
  const text = useText();
  return (
    <>
      <SettingSlider path="corpus.mostRows" />
      {FORMS_OF_ROWS.has(form) && (
        <>
          <SettingSlider path="corpus.rowShare" format={(value) => text.percent(value, value < 0.1 ? 2 : 0)} />
          <RowSeed />
        </>
      )}
    </>
  );
}

/** By which the rows are drawn. */
function RowSeed() {
  const text = useText();
  const config = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.rowSeed");
  const label = text.setting("corpus.rowSeed");
  const help = <SettingHelp path="corpus.rowSeed" />;
  if (parameters["corpus.rowSeed"].restsBecause(config) !== null) return null;
  return (
    <TextField
      label={label}
      help={help}
      value={config.corpus.rowSeed}
      configPath="corpus.rowSeed"
      disabledReason={lock}
      onChange={(next) => set("corpus.rowSeed", next)}
    />
  );
}
