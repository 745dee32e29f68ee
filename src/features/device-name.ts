// Names devices in a few words.
import type { DeviceReport } from "@/domain/training/device-report";
import type { Text } from "@/i18n/use-text";

/** Names the card, or the processor with its threads. */
export function deviceName(text: Text, device: DeviceReport): string {
  switch (device.id) {
    case "plan-webgpu":
    case "reference-webgpu":
      return device.adapter === null ? text.t("device.gpuUnnamed") : text.t("device.gpu", { adapter: device.adapter });
    case "reference-webgl":
      return text.t("device.webgl");
    case "plan-wasm":
    case "reference-wasm":
    case "reference-cpu":
      return text.t("device.cpu", { count: device.threads });
  }
  return device.id satisfies never;
}
