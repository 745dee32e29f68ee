// A choice setting as a select or as a row of buttons, and an on-off setting as a switch.
import { type ConfigPath, getByPath } from "@/domain/config/config-path";
import type { parameters } from "@/domain/config/parameters";
import { canTake } from "@/domain/config/settle-config";
import type { ChoicePath } from "@/i18n/setting-words";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Segmented } from "@/ui/segmented";
import { Select } from "@/ui/select";
import { Switch } from "@/ui/switch";
import { SettingHelp } from "./setting-help";
import { useLiveBadge, useSettingLock } from "./use-setting-lock";

/** Paths of the settings that are on or off. */
export type SwitchPath = {
  [Path in ConfigPath]: (typeof parameters)[Path]["kind"] extends "switch" ? Path : never;
}[ConfigPath];

/** Which choice; its value lives in the settings store, its words in the catalogues. */
export interface SettingChoiceProps<Path extends ChoicePath> {
  readonly path: Path;
}

/** A drop-down for the choice setting at `path`. */
export function SettingSelect<Path extends ChoicePath>({ path }: SettingChoiceProps<Path>) {
  const text = useText();
  const config = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(path);
  const badge = useLiveBadge(path, false);
  const label = text.setting(path);
  const help = <SettingHelp path={path} />;
  return (
    <Select
      label={label}
      help={help}
      value={getByPath(config, path)}
      options={text.choices(path).map((option) => ({ ...option, disabled: !canTake(config, path, option.value) }))}
      onChange={(next) => set(path, next)}
      configPath={path}
      badge={badge === undefined ? null : <span className="badge live">{badge}</span>}
      disabledReason={lock}
    />
  );
}

/** A row of buttons for the choice setting at `path`. */
export function SettingSegmented<Path extends ChoicePath>({ path }: SettingChoiceProps<Path>) {
  const text = useText();
  const value = useSettings((settings) => getByPath(settings.config, path));
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(path);
  const label = text.setting(path);
  const help = <SettingHelp path={path} />;
  return (
    <Segmented
      label={label}
      help={help}
      value={value}
      options={text.choices(path)}
      onChange={(next) => set(path, next)}
      configPath={path}
      disabledReason={lock}
      wide
    />
  );
}

/** Which setting; its value lives in the settings store. */
export interface SettingSwitchProps {
  readonly path: SwitchPath;
  /** A few words at the right end of the row. */
  readonly note?: string | undefined;
}

/** A switch for the on-off setting at `path`. */
export function SettingSwitch({ path, note }: SettingSwitchProps) {
  const text = useText();
  const value = useSettings((settings) => getByPath(settings.config, path));
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(path);
  const label = text.setting(path);
  const help = <SettingHelp path={path} />;
  return (
    <Switch
      label={label}
      help={help}
      note={note}
      checked={value}
      onChange={(next) => set(path, next)}
      configPath={path}
      disabledReason={lock}
    />
  );
}
