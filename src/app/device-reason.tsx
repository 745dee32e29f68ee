// Why the device of the chip computes, in words that come after the page.
import type { DeviceReport } from "@/domain/training/device-report";
import { deviceReason } from "@/i18n/device-text";
import { useText } from "@/i18n/use-text";

/** The sentence, with the figures of a trial or a test. */
export function DeviceReason({ device }: { readonly device: DeviceReport }) {
  return deviceReason(useText(), device);
}
