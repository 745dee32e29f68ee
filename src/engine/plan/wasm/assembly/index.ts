// The interpreter of a program: every thread walks the same commands, and a barrier stands after each.
import { add } from "../../../operations/add/wasm";
import { addPositions, addPositionsBackward } from "../../../operations/add-positions/wasm";
import { attention, attentionBackward, attentionCached } from "../../../operations/attention/wasm";
import { columnSums } from "../../../operations/column-sums/wasm";
import { crossEntropy } from "../../../operations/cross-entropy/wasm";
import { embedding, embeddingBackward, gatherSum, scatterSum } from "../../../operations/embedding/wasm";
import { fill } from "../../../operations/fill/wasm";
import { gradientNorm } from "../../../operations/gradient-norm/wasm";
import { gru, gruBackward } from "../../../operations/gru/wasm";
import { lastPosition, lastPositionBackward } from "../../../operations/last-position/wasm";
import { layerNorm, layerNormBackward } from "../../../operations/layer-norm/wasm";
import { matmul } from "../../../operations/matmul/wasm";
import { multiply } from "../../../operations/multiply/wasm";
import { adam, rmsprop, sgd } from "../../../operations/optimizer/wasm";
import { pointwise } from "../../../operations/pointwise/wasm";
import { windows } from "../../../operations/windows/wasm";
import * as opcodes from "../opcodes";
import { aborted, barrier, enter, enterStep, integer } from "./context";

/**
 * Runs `commands` commands at `program` for each of `steps` step records from `firstStep`, as thread number `thread` of
 * `threads`, with private memory at `scratch`. Gives 0, or 1 when another thread was missed.
 */
export function run(
  program: usize, commands: i32, firstStep: i32, steps: i32, stepStride: usize,
  thread: i32, threads: i32, scratch: usize,
): i32 {
  enter(thread, threads, scratch);
  for (let step = firstStep; step < firstStep + steps; step++) {
    enterStep(<usize>step * stepStride);
    let command = program;
    for (let index = 0; index < commands; index++) {
      const args = command + (opcodes.COMMAND_HEADER_WORDS << 2);
      execute(integer(command, 0), args);
      command = args + (<usize>integer(command, 1) << 2);
      barrier();
      if (aborted()) return 1;
    }
  }
  return 0;
}

function execute(opcode: i32, args: usize): void {
  switch (opcode) {
    case opcodes.FILL: fill(args); break;
    case opcodes.WINDOWS: windows(args); break;
    case opcodes.MATMUL: matmul(args); break;
    case opcodes.COLUMN_SUMS: columnSums(args); break;
    case opcodes.EMBEDDING: embedding(args); break;
    case opcodes.EMBEDDING_BACKWARD: embeddingBackward(args); break;
    case opcodes.GATHER_SUM: gatherSum(args); break;
    case opcodes.SCATTER_SUM: scatterSum(args); break;
    case opcodes.ADD_POSITIONS: addPositions(args); break;
    case opcodes.ADD_POSITIONS_BACKWARD: addPositionsBackward(args); break;
    case opcodes.LAYER_NORM: layerNorm(args); break;
    case opcodes.LAYER_NORM_BACKWARD: layerNormBackward(args); break;
    case opcodes.POINTWISE: pointwise(args); break;
    case opcodes.MULTIPLY: multiply(args); break;
    case opcodes.ADD: add(args); break;
    case opcodes.LAST_POSITION: lastPosition(args); break;
    case opcodes.LAST_POSITION_BACKWARD: lastPositionBackward(args); break;
    case opcodes.GRU: gru(args); break;
    case opcodes.GRU_BACKWARD: gruBackward(args); break;
    case opcodes.ATTENTION: attention(args); break;
    case opcodes.ATTENTION_BACKWARD: attentionBackward(args); break;
    case opcodes.ATTENTION_CACHED: attentionCached(args); break;
    case opcodes.CROSS_ENTROPY: crossEntropy(args); break;
    case opcodes.GRADIENT_NORM: gradientNorm(args); break;
    case opcodes.SGD: sgd(args); break;
    case opcodes.RMSPROP: rmsprop(args); break;
    case opcodes.ADAM: adam(args); break;
    default: unreachable();
  }
}
