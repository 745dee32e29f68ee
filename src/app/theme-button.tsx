// Switches between light and dark; until pressed, the page follows the system.
import { useText } from "@/i18n/use-text";
import type { Theme } from "@/state/preferences-store";
import { useApp, usePreferences } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { useMediaQuery } from "./use-media-query";

/** The theme button. */
export function ThemeButton() {
  const text = useText();
  const { preferences } = useApp().stores;
  const theme = usePreferences((state) => state.theme);
  const systemDark = useMediaQuery("(prefers-color-scheme: dark)");
  const next: Theme = (theme ?? (systemDark ? "dark" : "light")) === "dark" ? "light" : "dark";
  const label = text.t(next === "dark" ? "shell.themeToDark" : "shell.themeToLight");
  return (
    <button
      type="button"
      className="icon-btn theme"
      aria-label={label}
      title={label}
      onClick={() => preferences.getState().setTheme(next)}
    >
      <Icon name="theme" />
    </button>
  );
}
