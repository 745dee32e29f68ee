// What the tab says while nobody looks at the page: how far the run is, or how it ended.
import type { OpenRun } from "@/domain/run/run";
import type { Text } from "@/i18n/use-text";

/** What is told of. */
type Titled = Pick<OpenRun, "name" | "state" | "progress" | "facts">;

/** Writes the title; the plain one while there is nothing to tell of. */
export function pageTitle(text: Text, { name, state, progress, facts }: Titled): string {
  if (state === "idle" || state === "preparing") return text.t("shell.title");
  const total = facts?.totalSteps ?? 0;
  // A run is at 100 % when it is over, not before.
  const share = total === 0 ? 0 : Math.min(0.99, progress.step / total);
  const told = state === "running" ? text.percent(share, 0) : `${name} ${text.t(`run.state.${state}`)}`;
  return `${told} · Curió`;
}
