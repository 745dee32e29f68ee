// Writes language and theme where the document keeps them: on its root element and in its title.
import { useEffect } from "react";
import { useText } from "@/i18n/use-text";
import { usePreferences } from "@/state/use-app";

/** Keeps the document in step with the preferences; draws nothing. */
export function PageLook() {
  const text = useText();
  const theme = usePreferences((preferences) => preferences.theme);
  useEffect(() => {
    document.documentElement.lang = text.language;
    document.title = text.t("shell.title");
  }, [text]);
  useEffect(() => {
    if (theme === null) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return null;
}
