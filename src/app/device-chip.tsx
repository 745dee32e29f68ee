// Says where the maths runs and why.
import { deviceName } from "@/features/device-name";
import { useText } from "@/i18n/use-text";
import { useRuns } from "@/state/use-app";
import { Menu } from "@/ui/menu";

/** The device with its reason, one press away. */
export function DeviceChip() {
  const text = useText();
  const device = useRuns((runs) => runs.device);
  if (device === null)
    return (
      <span className="chip" data-testid="device" data-value="">
        <i className="dot waiting" />
        <span className="device-name">{text.t("device.none")}</span>
      </span>
    );
  const slow = device.id.startsWith("reference") || device.adapter === null;
  return (
    <Menu
      summary={
        <>
          <i className={slow ? "dot slow" : "dot"} />
          <span className="device-name">{deviceName(text, device)}</span>
          <span className="vh">{text.t(`device.reason.${device.reason}`)}</span>
        </>
      }
      buttonClass="chip"
      boxClass="device-reason"
      testId="device"
      value={device.id}
    >
      <b>{text.t("device.title")}</b>
      <p>
        {deviceName(text, device)}. {text.t(`device.reason.${device.reason}`)}
      </p>
      <code>{device.id}</code>
    </Menu>
  );
}
