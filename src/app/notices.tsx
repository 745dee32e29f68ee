// Standing messages that are no failures, for example about the page's address.
import { hasWeights } from "@/domain/run/run-figures";
import { useText } from "@/i18n/use-text";
import { useApp, useNotices, useRun } from "@/state/use-app";
import { Icon } from "@/ui/icon";

/** The notices above the run bar, each with a button to dismiss it. */
export function Notices() {
  const text = useText();
  const { stores, commands } = useApp();
  const { notices } = stores;
  const hasModel = useRun(hasWeights);
  const shown = useNotices((state) => state.notices);
  return shown.map((notice) => (
    <div key={notice.id} className="banner notice" role="status" data-testid="notice" data-kind={notice.kind}>
      <Icon name="warning" />
      <span>{text.t(`notice.${notice.kind}`, notice.values)}</span>
      {hasModel && (notice.kind === "storageFull" || notice.kind === "storageRefused") && (
        <button
          type="button"
          className="btn"
          data-testid="notice-export"
          onClick={() => void commands.exportFile("bundle")}
        >
          {text.t("notice.export")}
        </button>
      )}
      <button
        type="button"
        className="icon-btn sm"
        aria-label={text.t("shell.dismiss")}
        onClick={() => notices.getState().dismiss(notice.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  ));
}
