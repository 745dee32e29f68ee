// The first training windows: what the model reads, and the token that it has to guess.

import { readableToken } from "@/domain/tokenizer/readable-token";
import { useText } from "@/i18n/use-text";
import { useData } from "@/state/use-app";
import { visibleToken } from "./token-text";

const shownWindows = 5;
/** Most tokens of a long context that fit; the last ones matter most. */
const shownContext = 24;

/** A small table of windows; nothing before the data is prepared. */
export function FirstWindows() {
  const text = useText();
  const prepared = useData((data) => data.prepared);
  if (prepared === null) return null;
  const { tokenizer, firstWindows } = prepared;
  const write = (id: number) => (id === tokenizer.padId ? "·" : visibleToken(readableToken(tokenizer, id)));
  return (
    <div className="stack">
      <div className="row wrap">
        <h3>{text.t("tokens.firstWindows")}</h3>
        <span className="hint">{text.t("tokens.firstWindowsHint")}</span>
      </div>
      <table className="windows" data-testid="first-windows">
        <thead>
          <tr>
            <th>{text.t("tokens.context")}</th>
            <th>{text.t("tokens.target")}</th>
          </tr>
        </thead>
        <tbody>
          {firstWindows.slice(0, shownWindows).map(({ context, target }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a window has no identity beyond its number
            <tr key={index}>
              <td>
                <code>
                  {context.length > shownContext && "…"}
                  {context.slice(-shownContext).map(write).join("")}
                </code>
              </td>
              <td>
                <code className="target">{write(target)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
