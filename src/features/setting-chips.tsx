// A setting whose choices the data offer, as chips: one press reads them otherwise.
import { type ReactNode, useId } from "react";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Explanation, explanationId } from "@/ui/explanation";
import { useSettingLock } from "./use-setting-lock";

/** What can be chosen, and what is in force. */
export interface SettingChipsProps {
  readonly path: "corpus.recordPath" | "corpus.member";
  readonly chosen: string;
  readonly offered: readonly { readonly value: string; readonly label: ReactNode }[];
}

/** The choices, the one in force pressed; nothing where there is no choice. */
export function SettingChips({ path, chosen, offered }: SettingChipsProps) {
  const text = useText();
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(path);
  const { label, help } = text.setting(path);
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
