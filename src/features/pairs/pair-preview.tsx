// The first pairs as the model reads them, prompt and response told apart.
import type { PairsSummary } from "@/domain/pairs/pairs-summary";
import { usePairsText } from "@/i18n/pairs-text";

/** A list of pairs with their tokens. */
export function PairPreview({ pairs: { pairs, questions, preview } }: { readonly pairs: PairsSummary }) {
  const text = usePairsText();
  return (
    <section className="stack">
      <div className="row wrap">
        <h3>{text.pairs("preview")}</h3>
        <span className="hint">
          {questions === pairs
            ? text.pairs("count", { count: pairs })
            : text.pairs("countQuestions", { count: pairs, questions })}
        </span>
      </div>
      <ol className="pair-list" data-testid="pair-preview">
        {preview.map(({ prompt, response, promptTokens, responseTokens }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pairs may be equal, and the list is drawn as a whole
          <li key={index}>
            <p className="asked" data-part="prompt">
              <span className="vh">{text.setting("corpus.prompt")}: </span>
              {prompt}
            </p>
            <p className="said" data-part="response">
              <span className="vh">{text.setting("corpus.response")}: </span>
              {response === "" ? <span className="muted">{text.t("data.empty")}</span> : response}
            </p>
            <small>{text.pairs("tokens", { prompt: promptTokens, response: responseTokens })}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
