// Says where the maths runs and why.
import type { DeviceReport } from "@/domain/training/device-report";
import { type Text, useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";

/** The device with its reason, one press away. */
export function DeviceChip() {
  const text = useText();
  const device = useRun((run) => run.device);
  if (device === null)
    return (
      <span className="chip" data-testid="device" data-value="">
        <i className="dot waiting" />
        <span className="device-name">{text.t("device.none")}</span>
      </span>
    );
  const slow = device.id.startsWith("reference") || device.adapter === null;
  return (
    <details className="menu device">
      <summary className="chip" title={text.t("device.title")} data-testid="device" data-value={device.id}>
        <i className={slow ? "dot slow" : "dot"} />
        <span className="device-name">{deviceName(text, device)}</span>
        <span className="vh">{text.t(`device.reason.${device.reason}`)}</span>
      </summary>
      <div className="pop device-reason">
        <b>{deviceName(text, device)}</b>
        <p>{text.t(`device.reason.${device.reason}`)}</p>
        <code>{device.id}</code>
      </div>
    </details>
  );
}

function deviceName(text: Text, device: DeviceReport): string {
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
