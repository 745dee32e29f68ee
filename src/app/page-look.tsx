// Writes language, theme and the run where the document keeps them: on its root element and in its title.
import { useEffect } from "react";
import { useText } from "@/i18n/use-text";
import { openRun } from "@/state/runs-store";
import { useApp, usePreferences } from "@/state/use-app";
import { pageTitle } from "./page-title";

/** Keeps the document in step with preferences and run; draws nothing. */
export function PageLook() {
  const text = useText();
  const { runs } = useApp().stores;
  const theme = usePreferences((preferences) => preferences.theme);
  useEffect(() => {
    document.documentElement.lang = text.language;
    // Straight from the store: a hidden page draws nothing, but its title is seen.
    const tell = () => {
      const title = pageTitle(text, openRun(runs.getState()));
      if (document.title !== title) document.title = title;
    };
    tell();
    return runs.subscribe(tell);
  }, [text, runs]);
  useEffect(() => {
    if (theme === null) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return null;
}
