// Which engine runs and why, as data for the device chip.

/** The name of an engine on a target, as the page shows it. */
export type DeviceId =
  | "plan-webgpu"
  | "plan-wasm"
  | "reference-webgpu"
  | "reference-webgl"
  | "reference-wasm"
  | "reference-cpu";

/** Why this device was chosen; the page says it in words. */
export type DeviceReason =
  | "hardwareAdapter"
  /** A graphics card answered, but the processor trains faster until plans have kernels for the card. */
  | "fasterThanCard"
  /** The address is neither https nor localhost, so the browser hides WebGPU and shared memory. */
  | "insecureAddress"
  | "noWebGpu"
  | "noAdapter"
  | "softwareAdapter"
  | "requested"
  | "fallback";

/** What computes, and why it was chosen. */
export interface DeviceReport {
  readonly id: DeviceId;
  /** Name of the graphics adapter, null on a CPU. */
  readonly adapter: string | null;
  readonly threads: number;
  readonly reason: DeviceReason;
}

/** `?backend=` and `?tfjs=` as the contract names them. */
export type BackendChoice = "auto" | "webgpu" | "plan-webgpu" | "wasm" | "reference";

/** The backends of tfjs that the reference runs on. */
export type TfjsBackend = "webgpu" | "webgl" | "wasm" | "cpu";
