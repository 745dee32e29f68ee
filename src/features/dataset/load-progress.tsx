// How far a file has been read, cleaned or cut, with a way to cancel.
import { useText } from "@/i18n/use-text";
import { useCommands, useData } from "@/state/use-app";
import { ProgressBar } from "@/ui/progress-bar";

const stageTexts = { read: "data.reading", clean: "data.cleaning", tokenize: "data.tokenizing" } as const;

/** The progress of a load; nothing while none is under way. */
export function LoadProgress() {
  const text = useText();
  const commands = useCommands();
  const loading = useData((data) => data.loading);
  if (loading === null) return null;
  const { name, stage, bytes, totalBytes } = loading;
  const share = totalBytes > 0 ? bytes / totalBytes : null;
  const label = text.t(stageTexts[stage], { name });
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
