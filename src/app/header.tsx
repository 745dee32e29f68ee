// The bar above the columns: name, example, device, language, theme, sharing and help.
import type { Language } from "@/domain/language";
import { useText } from "@/i18n/use-text";
import { useApp, usePreferences, useSettings } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { Segmented } from "@/ui/segmented";
import { Bird } from "./bird";
import { DeviceChip } from "./device-chip";
import { HelpButton } from "./help-dialog";
import { PresetPicker } from "./preset-picker";
import { shareLink } from "./share-link";
import { ThemeButton } from "./theme-button";
import "./header.css";

const languages = [
  { value: "pt-BR", label: "PT" },
  { value: "en", label: "EN" },
] as const satisfies readonly { value: Language; label: string }[];

/** The page's header. */
export function Header() {
  const text = useText();
  const { preferences } = useApp().stores;
  return (
    <header className="top">
      <h1>
        <a className="brand" href="./">
          <Bird />
          <b>Curió</b>
        </a>
      </h1>
      <span className="tagline">{text.t("shell.tagline")}</span>
      <PresetPicker place="header" />
      <div className="top-right">
        <DeviceChip />
        <Segmented
          label={text.t("shell.language")}
          value={text.language}
          options={languages}
          onChange={(language) => preferences.getState().setLanguage(language)}
        />
        <ThemeButton theme={usePreferences((state) => state.theme)} />
        <ShareButton />
        <HelpButton />
      </div>
    </header>
  );
}

function ShareButton() {
  const text = useText();
  const { notices } = useApp().stores;
  const config = useSettings((settings) => settings.config);
  const presetId = useSettings((settings) => settings.presetId);
  const datasetId = useSettings((settings) => settings.datasetId);
  const copy = async () => {
    const link = shareLink(document.baseURI, { config, presetId, datasetId });
    history.replaceState(null, "", link);
    await navigator.clipboard?.writeText(link).then(
      () => notices.getState().toast("linkCopied"),
      () => notices.getState().toast("linkInAddress"),
    );
  };
  return (
    <button type="button" className="btn quiet share" title={text.t("shell.shareHelp")} onClick={() => void copy()}>
      <Icon name="link" />
      <span className="share-word">{text.t("shell.share")}</span>
    </button>
  );
}
