// How far the file is that is being written, with a way to stop it.
import { useExportText } from "@/i18n/export-text";
import { useText } from "@/i18n/use-text";
import { useCommands, useExports } from "@/state/use-app";
import { ProgressBar } from "@/ui/progress-bar";

/** A bar and a button; nothing while nothing is written. */
export function ExportProgress() {
  const text = useText();
  const say = useExportText();
  const { stopExport } = useCommands();
  const isWriting = useExports(({ writing }) => writing !== null);
  const share = useExports(({ writing }) => writing?.share ?? null);
  if (!isWriting) return null;
  return (
    <div className="row export-progress" role="status" data-testid="export-progress" data-value={share ?? ""}>
      <ProgressBar label={say("writing")} share={share} />
      <span className="hint">
        {say("writing")} {share !== null && text.percent(share, 0)}
      </span>
      <button type="button" className="btn" data-testid="export-stop" onClick={stopExport}>
        {say("stopWriting")}
      </button>
    </div>
  );
}
