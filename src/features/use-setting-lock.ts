// Tells why a setting cannot be changed now: it has no effect beside the others, or a run holds it.
import type { ConfigPath } from "@/domain/config/config-path";
import { parameters } from "@/domain/config/parameters";
import { useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";

/** Gives the reason in words, null for a setting that may be changed. */
export function useSettingLock(path: ConfigPath): string | null {
  const text = useText();
  const held = useRun((run) => run.state === "running" || run.state === "preparing");
  return held && !parameters[path].live ? text.t("settings.locked") : null;
}

/** Gives the badge of a setting that acts at once on the run under way, undefined for all others. */
export function useLiveBadge(path: ConfigPath): string | undefined {
  const text = useText();
  const running = useRun((run) => run.state === "running" || run.state === "paused");
  return running && parameters[path].live ? text.t("settings.live") : undefined;
}
