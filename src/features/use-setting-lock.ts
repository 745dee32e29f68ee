// Tells why a setting cannot be changed now: it has no effect beside the others, or a run holds it.
import type { ConfigPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import { useText } from "@/i18n/use-text";
import { takesLiveSettings } from "@/state/live-settings";
import { useRun, useSettings } from "@/state/use-app";

/** Gives the reason in words, null for a setting that may be changed. */
export function useSettingLock(path: ConfigPath): string | null {
  const text = useText();
  const rest = useSettings((settings) => parameters[path].restsBecause(settings.config));
  const held = useRun((run) => run.state === "running" || run.state === "preparing");
  if (rest !== null) return text.t(`rests.${rest}`);
  return held && !parameters[path].live ? text.t("settings.locked") : null;
}

/** Tells whether a run is under way and the setting acts on it at once; with `always` also before a run. */
export function useLiveBadge(path: ConfigPath, always: boolean): string | undefined {
  const text = useText();
  const held = useRun((run) => (run.state === "running" || run.state === "paused" ? run.config : null));
  const planned = useRun((run) => run.planned);
  const edited = useSettings((settings) => settings.config);
  const { live, restsBecause } = parameters[path];
  const acts = held === null ? always : takesLiveSettings({ config: held, planned }, edited);
  return acts && live && restsBecause(edited) === null ? text.t("settings.live") : undefined;
}
