// What training steps cost beside the device's work: commands, and this thread's time inside WebGPU's functions.

/** Of one step, on average. */
export interface Effort {
  readonly dispatches: number;
  readonly submissions: number;
  /** Milliseconds that it took to encode and submit commands. */
  readonly encoding: number;
}

const counted = { dispatchWorkgroups: 0, submit: 0, milliseconds: 0 };
let counting = false;

/** Begins to watch; gives what it saw of so many steps. */
export function watchEffort(steps: number): () => Effort {
  watchCommands();
  const before = { ...counted };
  return () => ({
    dispatches: (counted.dispatchWorkgroups - before.dispatchWorkgroups) / steps,
    submissions: (counted.submit - before.submit) / steps,
    encoding: (counted.milliseconds - before.milliseconds) / steps,
  });
}

/** Watches the commands of every device of this process from now on. */
function watchCommands(): void {
  if (counting) return;
  counting = true;
  watch(GPUDevice.prototype, ["createBindGroup", "createBuffer", "createCommandEncoder"]);
  watch(GPUCommandEncoder.prototype, ["beginComputePass", "copyBufferToBuffer", "finish"]);
  watch(GPUComputePassEncoder.prototype, ["setPipeline", "setBindGroup", "dispatchWorkgroups", "end"]);
  watch(GPUQueue.prototype, ["writeBuffer", "submit"]);
}

function watch(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    const original = Reflect.get(prototype, name) as (...words: unknown[]) => unknown;
    Reflect.set(prototype, name, function (this: unknown, ...words: unknown[]) {
      const begun = performance.now();
      const result = original.apply(this, words);
      counted.milliseconds += performance.now() - begun;
      if (name === "dispatchWorkgroups" || name === "submit") counted[name] += 1;
      return result;
    });
  }
}
