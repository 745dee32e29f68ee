// Measures peers on one task in turn: each has a short turn, round after round, so that whatever else the
// machine does meets all alike.
import { messageOf } from "@/domain/thrown-message";
import type { Peer, PeerSession, Task } from "../peer";

/** Milliseconds a unit of work (step, product, character) over all rounds of a peer. */
export interface Timing {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: number;
}

/** A timing, or why there is none; null for a peer that does not do such tasks. */
export type Outcome = Timing | { readonly failure: string } | null;

/** How long peers are measured. */
export interface TurnSettings {
  readonly rounds: number;
  /** Milliseconds that a turn should last. */
  readonly turn: number;
  /** Units before the first turn, so that compilers and caches are warm. */
  readonly warmUp: number;
}

interface Entry {
  readonly id: string;
  readonly session: PeerSession;
  readonly unitsPerTurn: number;
  readonly times: number[];
}

/** Measures all peers on a task. */
export async function takeTurns(
  peers: ReadonlyMap<string, Peer>,
  task: Task,
  settings: TurnSettings,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const entries: Entry[] = [];
  for (const [id, peer] of peers) {
    try {
      const entry = await openEntry(id, peer, task, settings);
      outcomes.set(id, null);
      if (entry !== null) entries.push(entry);
    } catch (error) {
      outcomes.set(id, { failure: firstLineOf(error) });
    }
  }
  for (let round = 0; round < settings.rounds; round++) {
    for (const { session, unitsPerTurn, times } of entries) {
      const { milliseconds } = await session.run(unitsPerTurn);
      times.push(milliseconds / unitsPerTurn);
    }
  }
  for (const { id, session, times } of entries) {
    outcomes.set(id, summarize(times));
    await session.close();
  }
  return outcomes;
}

async function openEntry(id: string, peer: Peer, task: Task, settings: TurnSettings): Promise<Entry | null> {
  const session = await peer.open(task);
  if (session === null) return null;
  await session.run(settings.warmUp);
  const { milliseconds } = await session.run(settings.warmUp);
  const unitsPerTurn = Math.max(1, Math.round((settings.turn * settings.warmUp) / milliseconds));
  return { id, session, unitsPerTurn, times: [] };
}

/** Summarises times of one unit. */
export function summarize(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.floor(middle - 0.5)] as number) + (sorted[Math.floor(middle)] as number)) / 2;
  return { median, lowest: sorted[0] as number, highest: sorted[sorted.length - 1] as number, rounds: sorted.length };
}

/** Gives the first line of whatever was thrown. */
export function firstLineOf(error: unknown): string {
  return messageOf(error).split("\n")[0] as string;
}
