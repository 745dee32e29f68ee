// How a plain text falls into records: a separator line, and what becomes of it.
import { parameters } from "@/domain/config/parameters";
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { TextField } from "@/ui/text-field";
import { SettingSelect } from "../setting-choice";
import { useSettingLock } from "../use-setting-lock";
import { FirstRecord } from "./first-record";
import { EndTokenField } from "./record-template";

/** Separator settings with the first record that they give. */
export function SeparatorOptions() {
  const text = useText();
  const config = useSettings((settings) => settings.config);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock("corpus.separator");
  const { label, help } = text.setting("corpus.separator");
  const splits = parameters["corpus.separatorAction"].restsBecause(config) === null;
  return (
    <div className="stack">
      <div className="row wrap">
        <h3>{text.t("data.plainText")}</h3>
        <span className="hint">{text.t("data.separatorHint")}</span>
      </div>
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
      <FirstRecord />
    </div>
  );
}
