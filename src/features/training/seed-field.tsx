// The seed of the run, with a die that picks another.
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { randomDigits } from "@/ui/random-digits";
import { TextField } from "@/ui/text-field";
import { SettingHelp } from "../setting-help";
import { useSettingLock } from "../use-setting-lock";

/** A text box for the seed. */
export function SeedField() {
  const text = useText();
  const seed = useSettings((settings) => settings.config.seed);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("seed");
  const label = text.setting("seed");
  const help = <SettingHelp path="seed" />;
  return (
    <TextField
      label={label}
      help={help}
      value={seed}
      configPath="seed"
      disabledReason={lock}
      onChange={(next) => set("seed", next)}
      action={
        <button
          type="button"
          className="icon-btn"
          aria-label={text.t("training.newSeed")}
          disabled={lock !== null}
          onClick={() => set("seed", randomDigits())}
        >
          <Icon name="dice" />
        </button>
      }
    />
  );
}
