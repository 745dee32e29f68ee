// jax-js on its wasm device; it would otherwise take whatever the browser offers.
import { defaultDevice, init } from "@jax-js/jax";

/** Makes jax-js compute on its wasm device; throws where it cannot. */
export async function startWasmDevice(): Promise<void> {
  const devices = await init("wasm");
  if (!devices.includes("wasm")) throw new Error("startWasmDevice: expected jax-js's wasm device, got none");
  defaultDevice("wasm");
}
