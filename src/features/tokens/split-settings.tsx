// What is held back for validation, and how much that is.
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { SettingSelect } from "../setting-choice";
import { SettingSlider } from "../setting-slider";

/** Kind and share of the split, with the windows on each side. */
export function SplitSettings() {
  const text = useText();
  const split = useSettings((settings) => settings.config.tokens.split);
  const share = useSettings((settings) => settings.config.tokens.validationShare);
  const prepared = useData((data) => data.prepared);
  const ends =
    prepared === null
      ? undefined
      : [
          text.t("tokens.windowsTrain", { number: prepared.trainWindows }),
          text.t("tokens.windowsValidation", { number: prepared.validationWindows }),
        ];
  return (
    <>
      <SettingSelect path="tokens.split" />
      <SettingSlider path="tokens.validationShare" format={(value) => text.percent(value, 0)} ends={ends} />
      {split === "record" && share > 0 && prepared?.validationRecords === 0 && (
        <p className="hint">{text.t("tokens.onePiece")}</p>
      )}
      {split === "window" && share > 0 && <p className="hint">{text.t("tokens.overlapNote")}</p>}
    </>
  );
}
