// Time that processors spent on a process and all that it started, on Linux: on a machine with other work it means
// something where time on the wall does not, as long as no thread of those measured spins while it waits.
import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds so far of all threads of a process and of those below it. */
export function processorTime(pid: number): number {
  return processesBelow(pid).reduce((time, process) => time + ownTime(process), 0);
}

/** Lists a process and all that it started, and that those started. */
export function processesBelow(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : null;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (process: number): readonly number[] => [process, ...(children.get(process) ?? []).flatMap(below)];
  return below(pid);
}

/** A process that has ended meanwhile has none. */
function parentOf(process: string): number | null {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

function ownTime(process: number): number {
  try {
    const nanoseconds = readdirSync(`/proc/${process}/task`).map((thread) =>
      Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
    );
    return nanoseconds.reduce((all, each) => all + each, 0) / 1e6;
  } catch {
    return 0;
  }
}
