// How much private memory a thread needs for a command: what the command's kernel lays out in it, one part
// behind the other. tests/engine/plan-wasm/scratch.test.ts sees to it that no kernel writes beyond.
import type { Command } from "./commands";
import { COLUMNS_BYTES, EDGE_BYTES, NR, QUERY_BLOCK, ROW_BLOCK, ROWS_BYTES } from "./tuning";

/** What gemm needs: the least that a thread has, whatever its commands. */
const GEMM_BYTES = ROWS_BYTES + COLUMNS_BYTES;
/** Scores of one query over a cache: room for any context that fits, since the command does not tell T. */
const MOST_CACHED_POSITIONS = 65536;
/** Scratch comes in multiples of this: threads' areas must not share a cache line. */
const GRANULE = 4096;

/** Rounds up to whole panels of packed columns. */
const padded = (count: number) => Math.ceil(count / NR) * NR;

/** Bytes of scratch for one thread to run any of the commands. */
export function scratchBytes(commands: readonly Command[]): number {
  const largest = commands.reduce((most, command) => Math.max(most, commandScratch(command)), GEMM_BYTES);
  return Math.ceil(largest / GRANULE) * GRANULE;
}

function commandScratch(command: Command): number {
  switch (command.kind) {
    case "layerNormBackward":
      return 4 * padded(command.channels);
    case "scatterSum":
      return 4 * (command.vocabulary + command.batch);
    case "gru":
    case "gruBackward": {
      const channels = padded(command.channels);
      return ROWS_BYTES + 4 * (ROW_BLOCK * 4 * channels + 3 * channels * channels);
    }
    case "attention":
    case "attentionBackward": {
      const positions = padded(command.positions);
      const depth = padded(command.channels / command.heads);
      return EDGE_BYTES + 4 * (4 * positions * depth + 3 * (QUERY_BLOCK + NR) * Math.max(positions, depth));
    }
    case "attentionCached":
      return 4 * MOST_CACHED_POSITIONS;
    default:
      return 0;
  }
}
