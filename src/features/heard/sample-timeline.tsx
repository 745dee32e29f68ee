// Goes back through the texts of the open run, by mouse, finger and keys.
import { useHeardText } from "@/i18n/heard-text";
import { useApp, useRun } from "@/state/use-app";
import { useHeardSample } from "@/state/use-heard-sample";

/** A slider from the first text to the newest; at its end it follows. */
export function SampleTimeline() {
  const text = useHeardText();
  const store = useApp().stores.samples;
  const run = useRun((open) => open.id);
  const { samples, place, isNewest } = useHeardSample();
  const last = samples.length - 1;
  const step = samples[place]?.step ?? 0;
  const go = (next: number) => {
    const sample = samples[next];
    const isBack = run !== null && sample !== undefined && next < last;
    store.getState().choose(isBack ? { run, sample } : null);
  };
  return (
    <label className="timeline">
      <span className="vh">{text.heard("timeline")}</span>
      <span aria-hidden="true">{text.number(samples[0]?.step ?? 0)}</span>
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={place}
        aria-valuetext={text.heard(isNewest ? "placeNewest" : "place", { step, place: place + 1, count: last + 1 })}
        data-testid="sample-timeline"
        data-step={step}
        style={{ "--v": `${((100 * place) / last).toFixed(1)}%` }}
        onChange={(event) => go(event.target.valueAsNumber)}
      />
      <span aria-hidden="true">{text.number(samples[last]?.step ?? 0)}</span>
    </label>
  );
}
