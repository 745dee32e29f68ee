// Where every buffer lies, decided once before anything runs. Buffers of programs live from their first
// to their last mention and share memory when their lives do not meet; programs share it too, since they
// run one after the other. Offsets greedily by size (Pisarchyk and Lee, 2020).
import { alignedWords, type DeviceBuffer, placeOf } from "./contract/device-buffer";
import { buffersOf, inPlacePairs, type KernelCall } from "./contract/kernel-call";

/** Offsets in words from the start of one stretch, or of two where a target must keep them apart. */
export interface MemoryPlan {
  /** Of the stretch that kernels work on. */
  readonly words: number;
  /** Of the stretch behind it, for what only the host and copies reach. */
  readonly asideWords: number;
  readonly offsets: ReadonlyMap<DeviceBuffer, number>;
}

/** The calls, both included, between which a buffer keeps something. */
export interface Lifetime {
  readonly buffer: DeviceBuffer;
  readonly first: number;
  readonly last: number;
}

/**
 * Places buffers that last, one behind the other, the temporary ones of each program behind them, and at the end the
 * lasting ones that no program mentions. Both stretches are cut into arenas of `arenaWords`, and no buffer lies across
 * two, unless it is longer.
 */
export function planMemory(
  lasting: readonly DeviceBuffer[],
  programs: readonly (readonly KernelCall[])[],
  aside: readonly DeviceBuffer[] = [],
  arenaWords = Number.POSITIVE_INFINITY,
): MemoryPlan {
  const offsets = new Map<DeviceBuffer, number>();
  const placeBehind = (buffers: readonly DeviceBuffer[], first: number) =>
    buffers.reduce((end, buffer) => {
      const offset = withinArena(end, buffer.words, arenaWords);
      offsets.set(buffer, first + offset);
      return offset + alignedWords(buffer.words);
    }, 0);
  let words = placeBehind(lasting, 0);
  const start = words;
  const kept = new Set(lasting);
  for (const calls of programs) {
    for (const [buffer, offset] of placeLifetimes(lifetimesOf(calls, kept), calls, { start, arenaWords })) {
      offsets.set(buffer, offset);
      words = Math.max(words, offset + alignedWords(buffer.words));
    }
  }
  return { words, asideWords: placeBehind(aside, words), offsets };
}

/** Gives the first place from `offset` on at which so many words do not lie across two arenas. */
export function withinArena(offset: number, words: number, arenaWords: number): number {
  const isAcross = (offset % arenaWords) + words > arenaWords;
  return isAcross ? Math.ceil(offset / arenaWords) * arenaWords : offset;
}

/** Gives where a buffer, or a part of one, starts, in words. */
export function offsetIn(plan: MemoryPlan, buffer: DeviceBuffer): number {
  const { whole, start } = placeOf(buffer);
  const offset = plan.offsets.get(whole);
  if (offset === undefined) throw new Error(`offsetIn: expected a buffer of the plan, got ${buffer.name}`);
  return offset + start;
}

/** Lists the lifetimes of a program's buffers but for those that last. */
export function lifetimesOf(calls: readonly KernelCall[], lasting: ReadonlySet<DeviceBuffer>): readonly Lifetime[] {
  const lives = new Map<DeviceBuffer, Lifetime>();
  for (const [index, call] of calls.entries()) {
    for (const [, part] of buffersOf(call)) {
      const buffer = placeOf(part).whole;
      if (!lasting.has(buffer)) {
        lives.set(buffer, { buffer, first: lives.get(buffer)?.first ?? index, last: index });
      }
    }
  }
  return [...lives.values()];
}

/** Buffers of one size that lie in one place, each written over the one before. */
interface Chain {
  readonly words: number;
  readonly lives: readonly Lifetime[];
}

function placeLifetimes(
  lives: readonly Lifetime[],
  calls: readonly KernelCall[],
  { start, arenaWords }: { readonly start: number; readonly arenaWords: number },
): Map<DeviceBuffer, number> {
  const chains = joinInPlace(lives, calls).toSorted((a, b) => b.words - a.words);
  const placed: { readonly chain: Chain; readonly offset: number }[] = [];
  for (const chain of chains) {
    const neighbours = placed.filter((other) => meet(chain, other.chain)).toSorted((a, b) => a.offset - b.offset);
    let offset = withinArena(start, chain.words, arenaWords);
    for (const other of neighbours) {
      if (offset + chain.words <= other.offset) break;
      offset = withinArena(Math.max(offset, other.offset + other.chain.words), chain.words, arenaWords);
    }
    placed.push({ chain, offset });
  }
  return new Map(placed.flatMap(({ chain, offset }) => chain.lives.map(({ buffer }) => [buffer, offset] as const)));
}

/** Lets a buffer take the place of one that dies in the call that creates it, where the kernel allows that. */
function joinInPlace(lives: readonly Lifetime[], calls: readonly KernelCall[]): readonly Chain[] {
  const lifeOf = new Map(lives.map((life) => [life.buffer, life]));
  const chainOf = new Map(
    lives.map((life) => [life, { words: alignedWords(life.buffer.words), lives: [life] } as Chain]),
  );
  for (const [index, call] of calls.entries()) {
    const buffers = new Map(buffersOf(call));
    for (const [written, read] of inPlacePairs[call.kind] ?? []) {
      const target = lifeOf.get(buffers.get(written) as DeviceBuffer);
      const source = lifeOf.get(buffers.get(read) as DeviceBuffer);
      if (target?.first !== index || source?.last !== index || target.buffer.words !== source.buffer.words) continue;
      const [after, before] = [chainOf.get(target) as Chain, chainOf.get(source) as Chain];
      if (after === before || after.lives.length > 1) continue;
      const joined = { words: before.words, lives: [...before.lives, ...after.lives] };
      for (const life of joined.lives) chainOf.set(life, joined);
    }
  }
  return [...new Set(chainOf.values())];
}

/** Tells whether two chains ever keep something at the same time. */
function meet(a: Chain, b: Chain): boolean {
  const [firstA, lastA] = [a.lives[0].first, (a.lives.at(-1) as Lifetime).last];
  const [firstB, lastB] = [b.lives[0].first, (b.lives.at(-1) as Lifetime).last];
  return firstA <= lastB && firstB <= lastA;
}
