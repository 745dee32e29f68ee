// The first training windows: what the model reads, and what it has to guess. Comes behind the page, with its words.
import { readableToken } from "@/domain/tokenizer/readable-token";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import type { PreviewWindow } from "@/domain/windows/prepared-summary";
import { guessesEverywhere } from "@/domain/windows/window-layout";
import { useVocabularyText } from "@/i18n/vocabulary-text";
import { useData, useSettings } from "@/state/use-app";
import { visibleToken } from "./token-text";

const shownWindows = 5;
/** Most tokens of a long context that fit; the last ones matter most. */
const shownContext = 24;
/** As many where some do not count, so that these are seen too. */
const shownOfMarked = 64;

/** A small table of windows; nothing before the data is prepared. */
export function FirstWindows() {
  const text = useVocabularyText();
  const prepared = useData((data) => data.prepared);
  const isEverywhere = useSettings(({ config }) => guessesEverywhere(config));
  if (prepared === null) return null;
  const { tokenizer, firstWindows } = prepared;
  const shown = firstWindows.slice(0, shownWindows);
  const isMarked = isEverywhere && shown.some(({ counts }) => counts !== null);
  return (
    <div className="stack">
      <div className="row wrap">
        <h3>{text.vocabulary("firstWindows")}</h3>
        <span className="hint">{text.vocabulary(isMarked ? "markedHint" : "firstWindowsHint")}</span>
      </div>
      <table className="windows" data-testid="first-windows">
        <thead>
          <tr>
            <th>{text.vocabulary("context")}</th>
            <th>{text.vocabulary("target")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((window, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a window has no identity beyond its number
            <tr key={index}>
              <td>
                <code>
                  {isMarked ? (
                    <Marked {...window} tokenizer={tokenizer} />
                  ) : (
                    <Plain {...window} tokenizer={tokenizer} />
                  )}
                </code>
              </td>
              <td>
                <code className="target">{written(tokenizer, window.target)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type WindowProps = PreviewWindow & { readonly tokenizer: TokenizerState };

function Plain({ context, tokenizer }: WindowProps) {
  return (
    <>
      {context.length > shownContext && "…"}
      {context.slice(-shownContext).map((id) => written(tokenizer, id))}
    </>
  );
}

/** The context with the tokens that count set apart from those that are only read. */
function Marked({ context, counts, tokenizer }: WindowProps) {
  const from = Math.max(0, context.length - shownOfMarked);
  const stretches: { readonly counts: boolean; readonly at: number; text: string }[] = [];
  for (const [at, id] of context.entries()) {
    if (at < from) continue;
    const isCounted = counts?.[at] ?? at > 0;
    const last = stretches.at(-1);
    if (last?.counts === isCounted) last.text += written(tokenizer, id);
    else stretches.push({ counts: isCounted, at, text: written(tokenizer, id) });
  }
  return (
    <>
      {from > 0 && "…"}
      {stretches.map((stretch) =>
        stretch.counts ? (
          <mark key={stretch.at}>{stretch.text}</mark>
        ) : (
          <span key={stretch.at} className="muted">
            {stretch.text}
          </span>
        ),
      )}
    </>
  );
}

function written(tokenizer: TokenizerState, id: number): string {
  return id === tokenizer.padId ? "·" : visibleToken(readableToken(tokenizer, id));
}
