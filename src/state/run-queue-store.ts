// What is to train next: a list of plans. The rules of the list are here; run-queue.ts trains by it, keeping/queue-keeper.ts
// keeps it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Plan } from "@/domain/run/plan";
import type { RunId } from "@/domain/run/run";

/** Why the queue waits although it is not empty. */
export type QueueHold =
  /** Somebody paused the queue. */
  | "asked"
  /** The run that trained by it was stopped, or paused. */
  | "stopped"
  | "runPaused"
  /** The page has other data than the next plan is for. */
  | "otherData"
  /** It came back with the page. */
  | "returned"
  /** Worker or device are gone, and on their way back. */
  | "accident";

/** The queue. */
export interface QueueState {
  /** First comes first. */
  readonly waiting: readonly Plan[];
  /** The plan that trains, with its run once there is one; null between two. */
  readonly current: { readonly plan: Plan; readonly run: RunId | null } | null;
  readonly hold: QueueHold | null;
  /** Plans that came to an end since the queue was last empty, failed ones among them. */
  readonly ended: number;
  readonly failed: number;
  /** Adds plans at the end. */
  add(plans: readonly Plan[]): void;
  /** Moves a plan one place towards the front (-1) or the end (1). */
  move(id: string, by: -1 | 1): void;
  remove(id: string): void;
  /** Takes all away that waits. */
  clear(): void;
  setHold(hold: QueueHold | null): void;
  /** Makes the first plan the current one. */
  take(): void;
  /** Says which run the current plan became. */
  become(run: RunId): void;
  /** The current plan came to an end. */
  end(isFailed: boolean): void;
  /** Puts the current plan back to the front. */
  putBack(): void;
  /** Takes in a queue of an earlier visit: held, or before what was planned in this one, which trains on. */
  bringBack(kept: Pick<QueueState, "waiting" | "current" | "ended" | "failed">): void;
}

/** Creates an empty queue. */
export function createRunQueueStore(): StoreApi<QueueState> {
  return createStore<QueueState>()((set) => ({
    waiting: [],
    current: null,
    hold: null,
    ended: 0,
    failed: 0,
    add: (plans) =>
      set((queue) => ({
        ...(isEmpty(queue) ? { ended: 0, failed: 0, hold: null } : {}),
        waiting: [...queue.waiting, ...plans],
      })),
    move: (id, by) =>
      set(({ waiting }) => {
        const from = waiting.findIndex((plan) => plan.id === id);
        const to = from + by;
        const plan = waiting[from];
        if (plan === undefined || to < 0 || to >= waiting.length) return {};
        return { waiting: waiting.toSpliced(from, 1).toSpliced(to, 0, plan) };
      }),
    remove: (id) => set(({ waiting }) => ({ waiting: waiting.filter((plan) => plan.id !== id) })),
    clear: () => set({ waiting: [] }),
    setHold: (hold) => set({ hold }),
    take: () =>
      set(({ waiting: [plan, ...waiting] }) => (plan === undefined ? {} : { waiting, current: { plan, run: null } })),
    become: (run) => set(({ current }) => (current === null ? {} : { current: { ...current, run } })),
    end: (isFailed) =>
      set(({ ended, failed }) => ({ current: null, ended: ended + 1, failed: failed + (isFailed ? 1 : 0) })),
    putBack: () =>
      set(({ current, waiting }) => (current === null ? {} : { current: null, waiting: [current.plan, ...waiting] })),
    bringBack: (kept) =>
      set((own) => {
        if (isEmpty(own)) return { ...kept, hold: "returned" };
        const [ended, failed] = [own.ended + kept.ended, own.failed + kept.failed];
        return { waiting: [...kept.waiting, ...own.waiting], ended, failed };
      }),
  }));
}

/** Tells whether there is nothing left to do. */
export function isEmpty({ waiting, current }: Pick<QueueState, "waiting" | "current">): boolean {
  return waiting.length === 0 && current === null;
}
