// How far a file has been read, cleaned or cut, with a way to cancel: at the head of the window, whichever step is
// open and however far the page is scrolled.
import { loadShare, loadStageText } from "@/features/load-stage-text";
import { useText } from "@/i18n/use-text";
import { useCommands, useData } from "@/state/use-app";
import { ProgressBar } from "@/ui/progress-bar";
import "./load-bar.css";

/** The progress of a load or a long preparation; nothing while none is under way. */
export function LoadBar() {
  const text = useText();
  const commands = useCommands();
  const loading = useData((data) => data.loading);
  if (loading === null) return null;
  const share = loadShare(loading);
  const label = loadStageText(text, loading);
  return (
    <section className="load-bar" data-testid="load-progress" data-stage={loading.stage} aria-label={label}>
      <div className="row spread">
        <span className="name">{label}</span>
        <b>{share === null ? "" : text.percent(share, 0)}</b>
        <button type="button" className="btn" data-testid="load-cancel" onClick={() => commands.cancelLoad()}>
          {text.t("data.cancel")}
        </button>
      </div>
      <ProgressBar label={label} share={share} />
    </section>
  );
}
