// What the page does for a run that nobody looks at: the screen stays on, and the browser tells that it has ended. Comes
// with the first run.
import type { Run } from "@/domain/run/run";
import { sayHeard } from "@/i18n/heard-text";
import type { Stores } from "@/state/stores";
import { AwakeScreen } from "./keep-awake";

/** Follows the runs from now on. */
export function attendRuns({ runs, preferences }: Pick<Stores, "runs" | "preferences">): void {
  const screen = new AwakeScreen({ wakeLock: navigator.wakeLock, isHidden: () => document.hidden });
  const trains = (state = runs.getState()) => [...state.runs.values()].some((run) => run.state === "running");
  screen.want(trains());
  document.addEventListener("visibilitychange", () => void screen.look());
  runs.subscribe((next, last) => {
    if (next.runs === last.runs) return;
    screen.want(trains(next));
    for (const run of next.runs.values()) {
      const hasEnded = run.state === "finished" || run.state === "failed";
      const { noticeAtEnd, language } = preferences.getState();
      if (!hasEnded || last.runs.get(run.id)?.state !== "running" || !noticeAtEnd || !document.hidden) continue;
      const title = sayHeard(language)(run.state === "failed" ? "noticeFailed" : "noticeFinished", {
        run: run.name,
      });
      void tell(title, sayHeard(language)("noticeBody", { step: run.progress.step }), run.id);
    }
  });
}

/** On phones only service workers may show notices. What the browser refuses is not told. */
async function tell(title: string, body: string, tag: Run["id"]): Promise<void> {
  const known = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  try {
    if (known?.active != null) await known.showNotification(title, { body, tag });
    else new Notification(title, { body, tag });
  } catch {
    return;
  }
}
