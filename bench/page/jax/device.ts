// The device that jax-js computes on; it would otherwise take whatever there is.
import { defaultDevice, init } from "@jax-js/jax";

/** Devices of jax-js that are measured. */
export type JaxDevice = "wasm" | "webgpu";

/** Makes jax-js compute on one of its devices; throws where it cannot. */
export async function startJaxDevice(device: JaxDevice): Promise<void> {
  const devices = await init(device);
  if (!devices.includes(device)) throw new Error(`startJaxDevice: expected jax-js's ${device} device, got none`);
  defaultDevice(device);
}
