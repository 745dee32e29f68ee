// What the open run writes while it learns: one text, the step that it is of, and a timeline back to untrained noise.
import type { RunSample } from "@/domain/run/run";
import { noSampleOf } from "@/domain/run/run-samples";
import { useHeardText } from "@/i18n/heard-text";
import { useApp, useRun, useSamples } from "@/state/use-app";
import { useHeardSample } from "@/state/use-heard-sample";
import { ModelText } from "../model-text";
import { HeardOptions } from "./heard-options";
import { SampleTimeline } from "./sample-timeline";
import "./heard.css";

/** The text with its timeline and its settings. */
export function Heard() {
  const text = useHeardText();
  const { samples, place, isNewest } = useHeardSample();
  const sample = samples[place];
  return (
    <section className="heard" aria-labelledby="heard-heading">
      <div className="heard-head">
        <h3 id="heard-heading">{text.heard("title")}</h3>
        {sample !== undefined && <Source sample={sample} />}
        {!isNewest && <ToNewest />}
      </div>
      <LiveSample sample={sample ?? null} />
      {samples.length > 1 && <SampleTimeline />}
      <HeardOptions />
    </section>
  );
}

/** Says of which run and step the text is. */
function Source({ sample: { step, seed } }: { readonly sample: RunSample }) {
  const text = useHeardText();
  const run = useRun((open) => open.name ?? "");
  return (
    <span className="hint" title={text.heard("seed", { seed })}>
      {text.heard("source", { step, run })}
    </span>
  );
}

function ToNewest() {
  const text = useHeardText();
  const { samples } = useApp().stores;
  return (
    <button type="button" className="link" data-testid="sample-newest" onClick={() => samples.getState().choose(null)}>
      {text.heard("toNewest")}
    </button>
  );
}

function LiveSample({ sample }: { readonly sample: RunSample | null }) {
  const text = useHeardText();
  const run = useRun((open) => open.id);
  const isOn = useSamples((samples) => samples.heard.isOn);
  const lack = useRun((open) => noSampleOf(open, isOn));
  const stop = useSamples((samples) => samples.config.stop);
  if (sample === null) return <p className="muted">{text.heard(lack)}</p>;
  const written = sample.prompt + sample.text;
  return (
    <section
      className="song"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keys (WCAG 2.1.1).
      tabIndex={0}
      aria-label={text.heard("output", { step: sample.step })}
      data-testid="live-sample"
      data-run={run}
      data-step={sample.step}
      data-value={written}
    >
      <ModelText text={written} stop={stop} isWriting={false} />
    </section>
  );
}
