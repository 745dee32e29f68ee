// The Tokens step: how records become token ids and windows, and what that gives.
import { use } from "react";
import { specOf } from "@/domain/architectures/registry";
import { specialIds } from "@/domain/tokenizer/special-ids";
import { useText } from "@/i18n/use-text";
import { useData, useSettings } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";
import { SettingSelect, SettingSwitch } from "../setting-choice";
import { type NumberPath, settingScale } from "../setting-scale";
import { SettingSlider } from "../setting-slider";
import { SpecialTokens } from "./special-tokens";
import { SplitSettings } from "./split-settings";
import { TokenStrip } from "./token-strip";
import { VocabularyFacts } from "./vocabulary-facts";
import { VocabularyHint } from "./vocabulary-hint";
import { LearnedPieces, VocabularyView } from "./vocabulary-view";
import "./tokens.css";

const firstWindows = new LateModule(() => import("./first-windows"));

/** Settings of tokens and windows with a look at both. */
export function TokensPanel() {
  const text = useText();
  const tokens = useSettings((settings) => settings.config.tokens);
  const hasBase = useSettings((settings) => settings.config.base !== "");
  const prepared = useData((data) => data.prepared);
  const max = useSettings((settings) => specOf(settings.config.model).longestContext);
  const within = (path: NumberPath) => ({ ...settingScale(path), max });
  const specialCount = prepared === null ? 0 : specialIds(prepared.tokenizer).length;
  const unit = (count: number) => text.t("tokens.unitTokens", { count });
  return (
    <>
      {prepared !== null && (
        <p className="hint">
          {prepared.tokenizer.kind === "byteBpe"
            ? text.t("tokens.explanationPieces")
            : specialCount === 0
              ? text.t("tokens.explanationPlain")
              : text.t("tokens.explanation", { count: specialCount })}
        </p>
      )}
      <SettingSelect path="tokens.tokenizer" />
      {tokens.tokenizer === "byteBpe" && !hasBase && <SettingSlider path="tokens.vocabularySize" format={unit} />}
      <LearnedPieces />
      <TokenStrip />
      <VocabularyFacts />
      <VocabularyHint />
      <SettingSlider path="tokens.contextLength" format={unit} scale={within("tokens.contextLength")} />
      <SettingSelect path="tokens.layout" />
      <SettingSlider path="tokens.stride" format={unit} scale={within("tokens.stride")} />
      <SplitSettings />
      <Part name="windows">
        <LateWindows />
      </Part>
      <VocabularyView />
      <Disclosure summary={text.t("tokens.more")}>
        <SettingSwitch path="tokens.padRecords" />
        <SettingSwitch path="tokens.countPadding" />
        <SettingSelect path="tokens.order" />
        <SpecialTokens padToken={tokens.padToken} specialTokens={tokens.specialTokens} />
      </Disclosure>
    </>
  );
}

function LateWindows() {
  const { FirstWindows } = use(firstWindows.get());
  return <FirstWindows />;
}
