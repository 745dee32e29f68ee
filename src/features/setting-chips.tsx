// A setting whose choices the data offer, as chips: one press reads them otherwise.
import { type ReactNode, useId } from "react";
import type { ConfigValue } from "@/domain/config/config-path";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Explanation, explanationId } from "@/ui/explanation";
import { SettingHelp } from "./setting-help";
import { useSettingLock } from "./use-setting-lock";

type ChipPath = "corpus.recordPath" | "corpus.member" | "corpus.lists";

/** What can be chosen, and what is in force. */
export interface SettingChipsProps<Path extends ChipPath> {
  readonly path: Path;
  readonly chosen: ConfigValue<Path>;
  readonly offered: readonly { readonly value: ConfigValue<Path>; readonly label: ReactNode }[];
}

/** The choices, the one in force pressed; nothing where there is no choice. */
export function SettingChips<Path extends ChipPath>({ path, chosen, offered }: SettingChipsProps<Path>) {
  const text = useText();
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(path);
  const label = text.setting(path);
  const help = <SettingHelp path={path} />;
  const textId = explanationId(useId(), { help, disabledReason: lock });
  if (offered.length < 2) return null;
  return (
    <fieldset className="chips" aria-describedby={textId} data-config={path} data-value={chosen}>
      <legend>{label}</legend>
      {offered.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={value === chosen}
          disabled={lock !== null}
          onClick={() => set(path, value)}
        >
          {label}
        </button>
      ))}
      <Explanation label={label} help={help} disabledReason={lock} textId={textId} configPath={path} />
    </fieldset>
  );
}
