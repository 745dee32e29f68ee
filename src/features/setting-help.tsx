// The sentences that explain a setting. They come after the page, which nobody waits for to read them: a chunk a language.
import { use } from "react";
import type { ConfigPath } from "@/domain/config/config-path";
import type { Language } from "@/domain/language";
import type { SettingHelps } from "@/i18n/setting-words";
import { useText } from "@/i18n/use-text";
import { LateModule } from "@/ui/late-module";
import { Part } from "./part";

const helps: Readonly<Record<Language, LateModule<SettingHelps>>> = {
  en: new LateModule(async () => (await import("@/i18n/en/setting-help")).enSettingHelp),
  "pt-BR": new LateModule(async () => (await import("@/i18n/pt-br/setting-help")).ptBrSettingHelp),
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
  const text = useText();
  return <p>{use(helps[text.language].get())[path]}</p>;
}
