// Unexpected exceptions as data: they cross to the page with their message, told apart by their class.
import type { AppError } from "@/domain/errors";
import { LogitsNotFinite } from "@/domain/sampling/logits-not-finite";
import { BeyondHalves, NumbersNotFinite } from "@/domain/stored-tensor";
import { messageOf } from "@/domain/thrown-message";
import { DeviceFailure } from "@/engine/device-failure";
import { OutOfMemory } from "@/engine/out-of-memory";
import { StateGone } from "@/engine/state-gone";

/** How WebGPU refuses what waits for a device that is gone: readings end, operations fail. */
const DEVICE_EXCEPTIONS: readonly string[] = ["AbortError", "OperationError"];

/** Wraps anything thrown. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof LogitsNotFinite) return { code: "logitsNotFinite" };
  if (thrown instanceof NumbersNotFinite) {
    return thrown.inFile === null ? { code: "logitsNotFinite" } : { code: "weightsNotFinite", names: [thrown.inFile] };
  }
  if (thrown instanceof StateGone) return { code: "weightsMoved", end: thrown.end };
  if (thrown instanceof BeyondHalves) return { code: "beyondHalves", tensor: thrown.tensor };
  const detail = messageOf(thrown);
  if (thrown instanceof OutOfMemory) return { code: "outOfMemory", detail };
  const isDevice =
    thrown instanceof DeviceFailure || (thrown instanceof DOMException && DEVICE_EXCEPTIONS.includes(thrown.name));
  return { code: isDevice ? "deviceLost" : "internal", detail };
}
