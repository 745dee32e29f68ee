// The padding token and the list of special tokens, written with spaces between them; empty is automatic.
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Switch } from "@/ui/switch";
import { TextField } from "@/ui/text-field";
import { SettingHelp } from "../setting-help";
import { useSettingLock } from "../use-setting-lock";
import { SpecialTokenList } from "./special-token-list";

/** The settings as they stand; changes go to the settings store. */
export interface SpecialTokensProps {
  /** Empty for no padding. */
  readonly padToken: string;
  /** Null for those of the template. */
  readonly specialTokens: readonly string[] | null;
}

/** Fields for the tokens that are more than one character. */
export function SpecialTokens({ padToken, specialTokens }: SpecialTokensProps) {
  const text = useText();
  const set = useSettings((settings) => settings.set);
  const pad = text.setting("tokens.padToken");
  const special = text.setting("tokens.specialTokens");
  const lock = useSettingLock("tokens.specialTokens");
  return (
    <>
      <TextField
        label={pad}
        help={<SettingHelp path="tokens.padToken" />}
        value={padToken}
        monospace
        configPath="tokens.padToken"
        disabledReason={lock}
        onChange={(value) => set("tokens.padToken", value)}
      />
      <Switch
        label={`${special}: ${text.t("tokens.specialAutomatic")}`}
        help={<SettingHelp path="tokens.specialTokens" />}
        checked={specialTokens === null}
        disabledReason={lock}
        onChange={(automatic) => set("tokens.specialTokens", automatic ? null : [])}
      />
      {specialTokens !== null && <SpecialTokenList tokens={specialTokens} lock={lock} />}
    </>
  );
}
