// The kernels as a thread sees them: one module over one memory, with a single entry.

/** The entry of the kernels: runs a program as one of `threads` threads; 1 when another thread was missed. */
export interface Kernels {
  run(
    program: number,
    commands: number,
    firstStep: number,
    steps: number,
    stepStride: number,
    thread: number,
    threads: number,
    scratch: number,
  ): number;
}

/** Makes the kernels of a module over a memory. */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
