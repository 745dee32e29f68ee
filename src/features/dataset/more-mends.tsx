// The mends that few data need, each with what it did; the data clinic presses the same switches.
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { SettingSelect, SettingSwitch } from "../setting-choice";
import { SettingSlider } from "../setting-slider";

/** Folded switches, choices and limits. */
export function MoreMends() {
  const text = useText();
  const mends = useData((data) => data.report?.mends);
  const isRepairing = useSettings((settings) => settings.config.corpus.repairEncoding);
  const fixed = (count = 0) => (count > 0 ? text.t("data.fixed", { number: count }) : "");
  const removed = (count = 0) => (count > 0 ? text.t("data.removed", { number: count }) : "");
  return (
    <Disclosure summary={text.t("data.moreMends")}>
      <div>
        <SettingSwitch path="corpus.repairEncoding" note={isRepairing ? fixed(mends?.doublyEncoded) : ""} />
        <SettingSwitch path="corpus.removeOddCharacters" note={fixed(mends?.oddRemoved)} />
        <SettingSwitch path="corpus.replaceLookAlikes" note={fixed(mends?.lookAlikesReplaced)} />
        <SettingSwitch path="corpus.removeNearDuplicates" note={removed(mends?.nearDropped)} />
      </div>
      <SettingSlider path="corpus.similarity" />
      <SettingSelect path="corpus.normalization" />
      <div className="pair">
        <SettingSelect path="corpus.personalData" />
        <SettingSelect path="corpus.rareCharacters" />
      </div>
      <SettingSlider path="corpus.rareBelow" />
      <SettingSlider path="corpus.shortestRecord" />
      <SettingSlider path="corpus.longestRecord" />
    </Disclosure>
  );
}
