// The error of a device that is gone: what was computed on it, or waits for it, is lost with it.

/** Hears of a device that is gone or refused work; nothing computed afterwards can be trusted. */
export type DeviceFailureListener = (detail: string) => void;

/** Thrown where a device stops answering; told from programmer errors by its class. */
export class DeviceFailure extends Error {
  override readonly name = "DeviceFailure";
}
