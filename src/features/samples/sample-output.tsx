// What the model writes. The raw text stands in data-value.
import { type Text, useText } from "@/i18n/use-text";
import type { SampleState } from "@/state/sample-store";
import { useSamples } from "@/state/use-app";
import { ErrorWords } from "../error-words";
import { ModelText } from "../model-text";
import { SampleSight } from "./sample-sight";
import { SampleSource } from "./sample-source";
import { useNoWriterReason } from "./use-writer-state";

/** Most UTF-16 units of a prompt that are drawn before its sample: few lines, so that what is written is in view. */
const MOST_PROMPT_SHOWN = 200;

/** The sample on screen, or what to do to get one. */
export function SampleOutput() {
  const text = useText();
  const id = useSamples((samples) => samples.id);
  const prompt = useSamples((samples) => samples.request?.prompt ?? "");
  const texts = useSamples((samples) => samples.texts);
  const stop = useSamples((samples) => samples.request?.stop ?? "");
  const running = useSamples((samples) => samples.running);
  const noWriter = useNoWriterReason();
  const begun = id > 0;
  return (
    <section className="stack">
      {!begun && <p className="muted">{text.t(noWriter === null ? "samples.ready" : "samples.untrained")}</p>}
      <section
        className="song"
        aria-label={text.t("samples.output")}
        aria-live="off"
        aria-busy={running}
        data-testid="sample-output"
        data-sample={id}
        data-value={begun ? prompt + texts[0] : ""}
      >
        {begun && texts.length === 1 && <ModelText text={endOf(prompt) + texts[0]} stop={stop} isWriting={running} />}
        {begun && texts.length > 1 && (
          <ol className="sample-answers">
            {texts.map((written, answer) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: answers only come behind each other
              <li key={answer} data-testid="sample-answer" data-value={prompt + written}>
                <ModelText
                  text={endOf(prompt) + written}
                  stop={stop}
                  isWriting={running && answer === texts.length - 1}
                />
              </li>
            ))}
          </ol>
        )}
      </section>
      <SampleEnd />
      <SampleSight />
      <SampleSource />
    </section>
  );
}

/** Leaves out what would be long to draw ten times a second and is only the reader's own text. */
function endOf(prompt: string): string {
  if (prompt.length <= MOST_PROMPT_SHOWN) return prompt;
  return `…${prompt.slice(-MOST_PROMPT_SHOWN).replace(/^[\uDC00-\uDFFF]/u, "")}`;
}

function SampleEnd() {
  const text = useText();
  const report = useSamples((samples) => samples.report);
  const error = useSamples((samples) => samples.error);
  if (error !== null) {
    return (
      <p className="sample-error" role="alert">
        <ErrorWords error={error} remedy />
      </p>
    );
  }
  return (
    <p className="hint" role="status">
      {report === null ? "" : endText(text, report)}
    </p>
  );
}

function endText(text: Text, report: NonNullable<SampleState["report"]>): string {
  const { stopped, tokens, discardedTokens } = report;
  const speed = text.number(report.charactersPerSecond, 0);
  const end = text.t(stopped ? "samples.stopped" : "samples.finished", { count: tokens, speed });
  return discardedTokens === 0 ? end : `${end} ${text.t("samples.discarded", { count: discardedTokens })}`;
}
