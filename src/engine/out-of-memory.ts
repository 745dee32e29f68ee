// The failure to get memory, as a class, so that it can be told from faults of the program.

/** Thrown where a device or the browser has not as much memory as a run needs. */
export class OutOfMemory extends Error {
  constructor(bytes: number, cause: unknown) {
    super(`expected ${bytes} bytes of memory, got none`, { cause });
  }
}

/** Turns what a browser throws when it has no memory, a RangeError, into that failure; gives all else as it is. */
export function withMemoryNamed(error: unknown, bytes: number): unknown {
  return error instanceof RangeError ? new OutOfMemory(bytes, error) : error;
}
