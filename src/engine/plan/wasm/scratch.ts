// How much private memory a thread needs for a command; mirrors the layouts in operations/*/wasm.ts.
import type { Command } from "./commands";

const EDGE_BYTES = 256;
const ROWS_BYTES = EDGE_BYTES + 98304;
const GEMM_BYTES = ROWS_BYTES + 524288;
const GRU_BLOCK = 96;
const ATTENTION_BLOCK = 48;

const padded = (count: number) => Math.ceil(count / 8) * 8;

/** Bytes of scratch for one thread to run any of the commands. */
export function scratchBytes(commands: readonly Command[]): number {
  const largest = commands.reduce((most, command) => Math.max(most, commandScratch(command)), GEMM_BYTES);
  return Math.ceil(largest / 4096) * 4096;
}

function commandScratch(command: Command): number {
  switch (command.kind) {
    case "layerNormBackward":
      return 4 * (command.channels + 4);
    case "scatterSum":
      return 4 * (command.vocabulary + command.batch);
    case "gru":
    case "gruBackward": {
      const channels = padded(command.channels);
      return ROWS_BYTES + 4 * (GRU_BLOCK * 4 * channels + 3 * channels * channels);
    }
    case "attention":
    case "attentionBackward": {
      const positions = padded(command.positions);
      const depth = padded(command.channels / command.heads);
      return EDGE_BYTES + 4 * (4 * positions * depth + 3 * (ATTENTION_BLOCK + 8) * Math.max(positions, depth));
    }
    case "attentionCached":
      return 4 * 65536;
    default:
      return 0;
  }
}
