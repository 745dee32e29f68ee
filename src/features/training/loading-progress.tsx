// A long load in the run bar, where Train waits for it, whichever panel is open.
import { useText } from "@/i18n/use-text";
import type { LoadProgress } from "@/state/data-store";
import { useCommands } from "@/state/use-app";
import { ProgressBar } from "@/ui/progress-bar";
import { loadShare, loadStageText } from "../load-stage-text";

/** Bytes below which a load is over before it could be read about. */
export const LONG_LOAD = 2 ** 21;

/** What is read, how far it has come, and a way to cancel. */
export function LoadingProgress({ loading }: { readonly loading: LoadProgress }) {
  const text = useText();
  const commands = useCommands();
  const label = loadStageText(text, loading);
  const share = loadShare(loading);
  return (
    <div className="prog" data-testid="run-loading">
      <p className="row spread">
        <span>
          {label} <b>{share === null ? "" : text.percent(share, 0)}</b>
        </span>
        <button type="button" className="btn" data-testid="run-load-cancel" onClick={() => commands.cancelLoad()}>
          {text.t("data.cancel")}
        </button>
      </p>
      <ProgressBar label={label} share={share} />
    </div>
  );
}
