// How long a run lasts: the way to ask for it, and the number of epochs or steps.
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { useLengthAhead } from "@/state/use-run-length";
import { Slider } from "@/ui/slider";
import { SettingSelect } from "../setting-choice";
import { SettingHelp } from "../setting-help";
import { settingScale } from "../setting-scale";
import { SettingSlider } from "../setting-slider";
import { useLiveBadge } from "../use-setting-lock";

/** Controls of a run's length. */
export function LengthSettings() {
  const text = useText();
  const runLength = useSettings((settings) => settings.config.training.runLength);
  return (
    <>
      <SettingSelect path="training.runLength" />
      {runLength === "steps" ? <SettingSlider path="training.steps" format={text.number} /> : <EpochsSlider />}
    </>
  );
}

/** The number of epochs: the one asked for, or what an automatic length comes to until a hand takes the slider. */
function EpochsSlider() {
  const text = useText();
  const { runLength, epochs } = useSettings((settings) => settings.config.training);
  const original = useSettings((settings) => settings.origin.training.epochs);
  const set = useSettings((settings) => settings.set);
  const ahead = useLengthAhead();
  const badge = useLiveBadge("training.epochs", false);
  const label = text.setting("training.epochs");
  const help = <SettingHelp path="training.epochs" />;
  return (
    <Slider
      label={label}
      help={help}
      value={runLength === "auto" ? (ahead?.epochs ?? epochs) : epochs}
      scale={settingScale("training.epochs")}
      defaultValue={original}
      decimal={text.decimal}
      format={text.number}
      onChange={(next) => set("training.epochs", next)}
      configPath="training.epochs"
      badge={badge}
    />
  );
}
