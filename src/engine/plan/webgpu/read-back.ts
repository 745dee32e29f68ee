// Copies of the device's memory that the host can read, through buffers that are used again and again.
import { DeviceFailure } from "../../device-failure";

/** Larger buffers are seldom wanted again, and their memory soon is. */
const LARGEST_KEPT = 2 ** 20;

/** The buffers that one session reads through. */
export class ReadBack {
  readonly #gpu: GPUDevice;
  readonly #free: GPUBuffer[] = [];

  constructor(gpu: GPUDevice) {
    this.#gpu = gpu;
  }

  /**
   * Ends a command buffer with a copy of `size` bytes of a buffer and submits it. Gives the copy when it is
   * there; rejects with DeviceFailure when the device is gone.
   */
  async submit(encoder: GPUCommandEncoder, source: GPUBuffer, offset: number, size: number): Promise<ArrayBuffer> {
    const target = this.#take(size);
    encoder.copyBufferToBuffer(source, offset, target, 0, size);
    this.#gpu.queue.submit([encoder.finish()]);
    try {
      await target.mapAsync(GPUMapMode.READ, 0, size);
    } catch (error) {
      throw new DeviceFailure("ReadBack: expected results of the device, got none", { cause: error });
    }
    const values = target.getMappedRange(0, size).slice(0);
    target.unmap();
    if (target.size > LARGEST_KEPT) target.destroy();
    else this.#free.push(target);
    return values;
  }

  #take(size: number): GPUBuffer {
    const index = this.#free.findIndex((buffer) => buffer.size >= size);
    if (index >= 0) return this.#free.splice(index, 1)[0];
    return this.#gpu.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  }
}
