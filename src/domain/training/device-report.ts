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
  /** A graphics card answered; which of the two trains a model faster is tried when a run is opened. */
  | "trialAhead"
  | "fasterThanCard"
  | "fasterThanProcessor"
  /** The model needs more memory than a graphics card gives in one piece. */
  | "beyondCard"
  /** A graphics card computes wrongly, or not at all. */
  | "cardFailedTest"
  /** The address is neither https nor localhost, so the browser hides WebGPU and shared memory. */
  | "insecureAddress"
  | "noWebGpu"
  | "noAdapter"
  | "softwareAdapter"
  | "requested"
  | "fallback";

/** Figures of the reason for a device. */
export type DeviceFinding =
  /** How many times as fast the device was as the other one, in a trial of the model. */
  | { readonly kind: "speed"; readonly times: number }
  /** The kernel that a graphics card gets wrong, and the error as a share of the largest value; null where numbers lack. */
  | { readonly kind: "fault"; readonly kernel: string; readonly error: number | null };

/** What computes, and why it was chosen. */
export interface DeviceReport {
  readonly id: DeviceId;
  /** Name of the graphics adapter, null on a CPU. */
  readonly adapter: string | null;
  readonly threads: number;
  readonly reason: DeviceReason;
  /** Absent where the reason has no figures. */
  readonly finding?: DeviceFinding | undefined;
}

/** `?backend=` and `?tfjs=` as the contract names them. */
export type BackendChoice = "auto" | "webgpu" | "plan-webgpu" | "wasm" | "reference";

/** The backends of tfjs that the reference runs on. */
export type TfjsBackend = "webgpu" | "webgl" | "wasm" | "cpu";
