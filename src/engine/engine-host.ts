// What engines have of whoever opens them.
import type { DeviceFailureListener } from "./device-failure";

/** What was measured on this machine, from visit to visit, by keys that say of what on which device. */
export interface Measurements {
  /** Gives what was measured, null where nothing was. */
  get(key: string): readonly number[] | null;
  put(key: string, values: readonly number[]): void;
}

/** Hears of an engine what its sessions do not tell, and remembers for it. */
export interface EngineHost {
  readonly onDeviceFailure: DeviceFailureListener;
  /** Hears how many kernels of those asked for so far a device has compiled. */
  readonly onCompiling: (done: number, total: number) => void;
  readonly measurements: Measurements;
}
