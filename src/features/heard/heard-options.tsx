// What happens while a run trains and nobody presses anything: texts by itself, and a notice at its end.
import { defaultHeard, heardLength } from "@/domain/sampling/heard-sampling";
import { useHeardText } from "@/i18n/heard-text";
import { useApp, useSamples } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";
import { NoticeSwitch } from "./notice-switch";

/** The settings, folded away. */
export function HeardOptions() {
  const text = useHeardText();
  const { samples } = useApp().stores;
  const { isOn, length } = useSamples((state) => state.heard);
  const { scale, min, max, step } = heardLength;
  return (
    <Disclosure summary={text.heard("options")}>
      <Switch
        label={text.heard("isOn")}
        help={text.heard("isOnHelp")}
        checked={isOn}
        testId="heard-on"
        onChange={(next) => samples.getState().setHeard({ isOn: next })}
      />
      <Slider
        label={text.heard("length")}
        help={text.heard("lengthHelp")}
        value={length}
        scale={{ kind: scale, min, max, step }}
        defaultValue={defaultHeard.length}
        decimal={text.decimal}
        format={(shown) => text.number(shown)}
        testId="heard-length"
        disabledReason={isOn ? null : text.heard("silent")}
        onChange={(next) => samples.getState().setHeard({ length: next })}
      />
      <p className="hint">{text.heard("hint")}</p>
      <NoticeSwitch />
    </Disclosure>
  );
}
