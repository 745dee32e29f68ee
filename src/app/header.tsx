// The bar above the columns: name, example, device, language, theme, sharing and help. On phones theme and sharing
// stand in the help's dialog.
import type { Language } from "@/domain/language";
import { useText } from "@/i18n/use-text";
import { useApp } from "@/state/use-app";
import { Segmented } from "@/ui/segmented";
import { Bird } from "./bird";
import { DeviceChip } from "./device-chip";
import { HelpButton } from "./help-dialog";
import { PresetPicker } from "./preset-picker";
import { ShareButton } from "./share-button";
import { ThemeButton } from "./theme-button";
import { useIsPhone } from "./use-is-phone";
import "./header.css";

const languages = [
  { value: "pt-BR", label: "PT" },
  { value: "en", label: "EN" },
] as const satisfies readonly { value: Language; label: string }[];

/** The page's header. */
export function Header() {
  const text = useText();
  const { preferences } = useApp().stores;
  const isPhone = useIsPhone();
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
        {!isPhone && <ThemeButton />}
        {!isPhone && <ShareButton />}
        <HelpButton />
      </div>
    </header>
  );
}
