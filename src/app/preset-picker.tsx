// Chooses an example: a preset's settings and its data. On phones it stands in the set-up column.
import { diffConfigs } from "@/domain/config/config-diff";
import { type PresetId, presetIds, presets } from "@/domain/config/presets";
import { useText } from "@/i18n/use-text";
import { useCommands, useData, useSettings } from "@/state/use-app";
import { useIsPhone } from "./use-is-phone";

/** The example picker of one place; only the place that fits the window draws it. */
export function PresetPicker({ place }: { readonly place: "header" | "setup" }) {
  const text = useText();
  const { choosePreset } = useCommands();
  const presetId = useSettings((settings) => settings.presetId);
  const changed = usePresetChanged();
  const isPhone = useIsPhone();
  if (isPhone !== (place === "setup")) return null;
  return (
    <label className="picker">
      <span>{text.t("shell.example")}</span>
      <select
        aria-label={text.t("shell.example")}
        data-testid="preset-select"
        data-preset={presetId ?? ""}
        value={changed ? "" : (presetId ?? "")}
        onChange={(event) => void choosePreset(event.target.value as PresetId)}
      >
        {presetId === null && <option value="">{text.t("shell.exampleOwn")}</option>}
        {presetId !== null && changed && (
          <option value="">{text.t("shell.exampleChanged", { example: text.t(`preset.${presetId}`) })}</option>
        )}
        {presetIds.map((id) => (
          <option key={id} value={id}>
            {text.t(`preset.${id}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Tells whether settings or data are no longer those of the example, which may then be chosen anew. */
function usePresetChanged(): boolean {
  const presetId = useSettings((settings) => settings.presetId);
  const config = useSettings((settings) => settings.wished);
  const datasetId = useSettings((settings) => settings.datasetId);
  const hasData = useData((data) => data.source !== null);
  if (presetId === null) return false;
  const preset = presets[presetId];
  const { live, structural } = diffConfigs(preset.config, config);
  return live.length + structural.length > 0 || (hasData && datasetId !== preset.dataset);
}
