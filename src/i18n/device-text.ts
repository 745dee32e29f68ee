// The words about why a device computes: a catalogue of its own, which comes after the page.
import type { DeviceReport } from "@/domain/training/device-report";
import { enDevice } from "./en/device";
import { ptBrDevice } from "./pt-br/device";
import { type Catalogues, sayBy } from "./translate";
import type { Text } from "./use-text";

/** Names a message about why a device computes. */
export type DeviceKey = keyof typeof enDevice;

/** The messages of every language. */
export const deviceCatalogues = { en: enDevice, "pt-BR": ptBrDevice } as const satisfies Catalogues<DeviceKey>;

const say = sayBy(deviceCatalogues);

/** Says why a device was chosen, with the figures of that. */
export function deviceReason(text: Text, { id, reason, finding }: DeviceReport): string {
  const write = say(text.language);
  if (finding?.kind === "speed") {
    const times = text.number(finding.times, 1);
    return write(id === "plan-webgpu" ? "trial.card" : "trial.processor", { times });
  }
  const sentence = write(`reason.${reason}`);
  if (finding === undefined) return sentence;
  const { kernel, error } = finding;
  const fault =
    error === null ? write("faultWithoutNumbers", { kernel }) : write("fault", { kernel, share: text.percent(error) });
  return `${sentence} ${fault}`;
}
