// A number setting as a slider with its number box: label, range and value come from the setting's path.
import { getByPath } from "@/domain/config/config-path";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Slider } from "@/ui/slider";
import type { SliderScale } from "@/ui/slider-scale";
import { SettingHelp } from "./setting-help";
import { type NumberPath, settingScale } from "./setting-scale";
import { useLiveBadge, useSettingLock } from "./use-setting-lock";

/** Which setting; its value lives in the settings store. */
export interface SettingSliderProps {
  readonly path: NumberPath;
  /** Writes the value in its box; in short where left out. */
  readonly format?: ((value: number) => string) | undefined;
  /** Replaces the range of the setting, for example by what another setting leaves over. */
  readonly scale?: SliderScale | undefined;
  /** Brings a chosen value to one that other settings allow. */
  readonly adapt?: ((value: number) => number) | undefined;
  /** Words under the track, from its left end to its right end. */
  readonly ends?: readonly string[] | undefined;
  readonly testId?: string | undefined;
  /** Shows the live badge even while nothing runs. */
  readonly alwaysLive?: boolean;
}

/** A slider for the number setting at `path`. */
export function SettingSlider({ path, format, scale, adapt, ends, testId, alwaysLive = false }: SettingSliderProps) {
  const text = useText();
  const value = useSettings((settings) => getByPath(settings.config, path));
  const original = useSettings((settings) => getByPath(settings.origin, path));
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(path);
  const badge = useLiveBadge(path, alwaysLive);
  const label = text.setting(path);
  const help = <SettingHelp path={path} />;
  return (
    <Slider
      label={label}
      help={help}
      value={value}
      scale={scale ?? settingScale(path)}
      defaultValue={original}
      decimal={text.decimal}
      format={format ?? text.short}
      onChange={(next) => set(path, adapt === undefined ? next : adapt(next))}
      configPath={path}
      testId={testId}
      badge={badge}
      disabledReason={lock}
      ends={ends}
    />
  );
}
