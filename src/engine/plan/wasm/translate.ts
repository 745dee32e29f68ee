// From kernel calls over handles to commands over byte addresses. Pure: needs no memory, so that a program
// can be measured before there is one.
import type { ActivationName } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "../contract/device-buffer";
import { kernelArguments } from "../contract/kernel-arguments";
import type { KernelCall } from "../contract/kernel-call";
import type { StepField } from "../contract/step-records";
import type { ProgramPlan } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import { activationCodes, type Command, encodeCommands } from "./commands";
import { scratchBytes } from "./scratch";

/** A program as the kernels read it. */
export interface Translation {
  readonly words: Int32Array<ArrayBuffer>;
  readonly commands: number;
  /** Bytes of working memory that each thread needs for it. */
  readonly scratch: number;
}

/** Translates a program whose buffers lie where `memory` says, `base` bytes into the kernels' memory. */
export function translateProgram({ calls, records }: ProgramPlan, memory: MemoryPlan, base: number): Translation {
  const address = (buffer: DeviceBuffer) => base + 4 * offsetIn(memory, buffer);
  const commands = calls.map((call) => commandOf(call, address, address(records.buffer)));
  return { words: encodeCommands(commands), commands: commands.length, scratch: scratchBytes(commands) };
}

function commandOf(call: KernelCall, address: (buffer: DeviceBuffer) => number, record: number): Command {
  const values = call as unknown as Readonly<Record<string, unknown>>;
  const command: Record<string, unknown> = { kind: call.kind };
  for (const [name, kind] of Object.entries(kernelArguments[call.kind])) {
    const value = values[name];
    if (kind === "activation") command[name] = activationCodes[(value as ActivationName | null) ?? "none"];
    else if (value === null) command[name] = 0;
    else if (kind === "buffer" || kind === "optional") command[name] = address(value as DeviceBuffer);
    else if (kind === "step" || kind === "optionalStep") command[name] = record + 4 * (value as StepField).start;
    else command[name] = Number(value);
  }
  return command as unknown as Command;
}
