// Says where the maths runs and why.
import { Suspense, use } from "react";
import type { DeviceReport } from "@/domain/training/device-report";
import { deviceName } from "@/features/device-name";
import { LinePart, Part } from "@/features/part";
import { useText } from "@/i18n/use-text";
import { useRuns } from "@/state/use-app";
import { LateModule } from "@/ui/late-module";
import { Menu } from "@/ui/menu";

const deviceReason = new LateModule(() => import("./device-reason"));

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
          <span className="vh">
            <LinePart>
              <Suspense fallback={null}>
                <Reason device={device} />
              </Suspense>
            </LinePart>
          </span>
        </>
      }
      buttonClass="chip"
      boxClass="device-reason"
      testId="device"
      value={device.id}
    >
      <b>{text.t("device.title")}</b>
      <Part name="device-reason">
        <p>
          {deviceName(text, device)}. <Reason device={device} />
        </p>
      </Part>
      <code>{device.id}</code>
    </Menu>
  );
}

function Reason({ device }: { readonly device: DeviceReport }) {
  const { DeviceReason } = use(deviceReason.get());
  return <DeviceReason device={device} />;
}
