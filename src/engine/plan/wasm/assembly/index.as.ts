// The interpreter of a program: every thread walks the same commands, and a barrier stands after each.
import { execute } from "../generated/execute.as";
import { CommandHeader } from "../generated/kernel-arguments.as";
import { aborted, barrier, enter, enterStep } from "./context.as";

/**
 * Runs `commands` commands at `program` for each of `steps` step records from `firstStep`, as thread number `thread` of
 * `threads`, with private memory at `scratch`. Gives 0, or 1 when another thread was missed.
 */
export function run(
  program: usize,
  commands: i32,
  firstStep: i32,
  steps: i32,
  stepStride: usize,
  thread: i32,
  threads: i32,
  scratch: usize,
): i32 {
  enter(thread, threads, scratch);
  for (let step = firstStep; step < firstStep + steps; step++) {
    enterStep(<usize>step * stepStride);
    let command = program;
    for (let index = 0; index < commands; index++) {
      const header = changetype<CommandHeader>(command);
      const args = command + offsetof<CommandHeader>();
      execute(header.opcode, args);
      command = args + ((<usize>header.argumentWords) << 2);
      barrier();
      if (aborted()) return 1;
    }
  }
  return 0;
}
