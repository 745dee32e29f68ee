// Measures the tasks of the page's main thread, in time on the wall and in time on a processor. Only
// the second says something about the page when other programs share the machine.
import type { Browser, Page } from "@playwright/test";

/** One task of the main thread, in milliseconds. */
export interface MainThreadTask {
  readonly wall: number;
  readonly processor: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds on the wall. */
  readonly dur?: number;
  /** Microseconds on a processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Records every task of the page's main thread while `action` runs. */
export async function recordTasks(
  browser: Browser,
  page: Page,
  action: () => Promise<void>,
): Promise<readonly MainThreadTask[]> {
  await browser.startTracing(page, { categories: ["__metadata", "disabled-by-default-devtools.timeline", "toplevel"] });
  await action();
  const trace = await browser.stopTracing();
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString("utf8"));
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map((event) => thread(event)),
  );
  return traceEvents
    .filter((event) => event.name === "RunTask" && mainThreads.has(thread(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, processor: tdur / 1000 }));
}

/** Milliseconds after which a task keeps a user waiting. */
export const LONG_TASK = 50;

/**
 * Milliseconds by which tasks were too long, all together: Web Vitals' total blocking time. A task that chance made a
 * little too long counts little, work that does not belong on the main thread counts whole.
 */
export function blockingTime(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + Math.max(0, time - LONG_TASK), 0);
}
