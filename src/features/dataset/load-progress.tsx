// How far a file has been read, cleaned or cut, with a way to cancel.
import { useText } from "@/i18n/use-text";
import { useCommands, useData } from "@/state/use-app";
import { ProgressBar } from "@/ui/progress-bar";
import { loadShare, loadStageText } from "../load-stage-text";

/** The progress of a load; nothing while none is under way. */
export function LoadProgress() {
  const text = useText();
  const commands = useCommands();
  const loading = useData((data) => data.loading);
  if (loading === null) return null;
  const share = loadShare(loading);
  const label = loadStageText(text, loading);
  return (
    <div className="card pad stack" data-testid="load-progress">
      <div className="row spread">
        <span>{label}</span>
        <b>{share === null ? "" : text.percent(share, 0)}</b>
      </div>
      <ProgressBar label={label} share={share} />
      <button type="button" className="btn" data-testid="load-cancel" onClick={() => commands.cancelLoad()}>
        {text.t("data.cancel")}
      </button>
    </div>
  );
}
