// The sentences that explain a setting. They come after the page, which nobody waits for to read them: a chunk a language.
import { use } from "react";
import type { ConfigPath } from "@/domain/config/config-path";
import { useText } from "@/i18n/use-text";
import { LateModule } from "@/ui/late-module";
import { Part } from "./part";

const helps = {
  en: new LateModule(() => import("@/i18n/en/setting-help")),
  "pt-BR": new LateModule(() => import("@/i18n/pt-br/setting-help")),
};

/** What explains the setting at `path`; where it did not arrive, a notice that says so. */
export function SettingHelp(props: { readonly path: ConfigPath }) {
  return (
    <Part name="help">
      <LateHelp {...props} />
    </Part>
  );
}

function LateHelp({ path }: { readonly path: ConfigPath }) {
  const { language } = useText();
  const words = language === "en" ? use(helps.en.get()).enSettingHelp : use(helps[language].get()).ptBrSettingHelp;
  return <p>{words[path]}</p>;
}
