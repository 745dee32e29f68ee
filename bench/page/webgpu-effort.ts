// What training steps cost beside their time on the wall: commands, this thread's time inside WebGPU's functions, and
// the device's own time, wherever its adapter tells it.

/** Of one step, on average. */
export interface Effort {
  readonly dispatches: number;
  readonly submissions: number;
  /** Milliseconds that it took to encode commands, with up to a tenth of a microsecond a call for watching. */
  readonly encoding: number;
  /** Milliseconds that it took to submit them; where the device is software, it may take this thread's core meanwhile. */
  readonly submitting: number;
  /** Milliseconds that passes took on the device; null where none or too many were timed. */
  readonly device: number | null;
}

/** Passes of a run that can be timed. */
const MOST_PASSES = 2048;

const counted = { dispatchWorkgroups: 0, submit: 0, milliseconds: 0, submitting: 0 };
let watching = false;

/** The clock of a device: two marks a pass. */
interface Clock {
  readonly device: GPUDevice;
  readonly marks: GPUQuerySet;
  passes: number;
}

const clocks = new Map<GPUDevice, Clock>();
const devices = new WeakMap<GPUCommandEncoder, GPUDevice>();

/** Watches the commands of every device that is requested in this thread from now on. */
export function watchCommands(): void {
  if (watching) return;
  watching = true;
  time(GPUDevice.prototype, ["createBindGroup", "createBuffer", "createCommandEncoder"]);
  time(GPUCommandEncoder.prototype, ["beginComputePass", "copyBufferToBuffer", "finish"]);
  time(GPUComputePassEncoder.prototype, ["setPipeline", "setBindGroup", "dispatchWorkgroups", "end"]);
  time(GPUQueue.prototype, ["writeBuffer", "submit"]);
  wrap(GPUAdapter.prototype, "requestDevice", requestWithClock);
  wrap(GPUDevice.prototype, "createCommandEncoder", (create, device: GPUDevice, ...words) => {
    const encoder = create(...words) as GPUCommandEncoder;
    devices.set(encoder, device);
    return encoder;
  });
  wrap(GPUCommandEncoder.prototype, "beginComputePass", (begin, encoder: GPUCommandEncoder, ...words) => {
    const clock = clocks.get(devices.get(encoder) as GPUDevice);
    if (clock === undefined) return begin(...words);
    const at = 2 * clock.passes++;
    if (at >= 2 * MOST_PASSES) return begin(...words);
    const timestampWrites = { querySet: clock.marks, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 };
    return begin({ ...(words[0] as object), timestampWrites });
  });
}

/** Begins to count; the result gives what so many steps took once they are done. */
export function countEffort(steps: number): () => Promise<Effort> {
  const before = { ...counted };
  for (const clock of clocks.values()) clock.passes = 0;
  return async () => {
    const after = { ...counted };
    const times = await Promise.all([...clocks.values()].filter(({ passes }) => passes > 0).map(readClock));
    const device = times.length === 0 || times.includes(null) ? null : times.reduce((sum, time) => sum! + time!, 0);
    return {
      dispatches: (after.dispatchWorkgroups - before.dispatchWorkgroups) / steps,
      submissions: (after.submit - before.submit) / steps,
      encoding: (after.milliseconds - before.milliseconds) / steps,
      submitting: (after.submitting - before.submitting) / steps,
      device: device === null ? null : device / steps,
    };
  };
}

type Call = (...words: readonly unknown[]) => unknown;

async function requestWithClock(request: Call, adapter: GPUAdapter, descriptor: GPUDeviceDescriptor = {}) {
  const clock = "timestamp-query";
  if (!adapter.features.has(clock)) return request(descriptor);
  const requiredFeatures = new Set([...(descriptor.requiredFeatures ?? []), clock]);
  const device = (await request({ ...descriptor, requiredFeatures: [...requiredFeatures] })) as GPUDevice;
  const marks = device.createQuerySet({ type: "timestamp", count: 2 * MOST_PASSES });
  clocks.set(device, { device, marks, passes: 0 });
  void device.lost.then(() => clocks.delete(device));
  return device;
}

/** Gives the milliseconds between the marks of all passes. */
async function readClock({ device, marks, passes }: Clock): Promise<number | null> {
  if (passes > MOST_PASSES) return null;
  const size = 16 * passes;
  const resolved = device.createBuffer({ size, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
  const read = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(marks, 0, 2 * passes, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, read, 0, size);
  device.queue.submit([encoder.finish()]);
  await read.mapAsync(GPUMapMode.READ);
  const nanoseconds = new BigUint64Array(read.getMappedRange().slice(0));
  for (const buffer of [resolved, read]) buffer.destroy();
  return nanoseconds.reduce((sum, mark, index) => sum + (index % 2 === 0 ? -1 : 1) * Number(mark), 0) / 1e6;
}

function time(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    wrap(prototype, name, (call, _, ...words) => {
      const begun = performance.now();
      const result = call(...words);
      counted[name === "submit" ? "submitting" : "milliseconds"] += performance.now() - begun;
      if (name === "dispatchWorkgroups" || name === "submit") counted[name] += 1;
      return result;
    });
  }
}

/** Puts a function in the place of a method: it is handed the method, its object and what it was called with. */
function wrap<Owner>(
  prototype: object,
  name: string,
  instead: (call: Call, owner: Owner, ...words: never[]) => unknown,
): void {
  const original = Reflect.get(prototype, name) as Call;
  Reflect.set(prototype, name, function (this: Owner, ...words: never[]) {
    return instead((...given) => original.apply(this, [...given]), this, ...words);
  });
}
