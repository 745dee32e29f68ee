// Copies the link of the settings, and puts it into the address bar for where nothing can be copied.
import { OWN_DATA } from "@/domain/config/address";
import { useText } from "@/i18n/use-text";
import { useApp, useData, useSettings } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { shareLink } from "./share-link";

/** The share button; `onShared` hears when the link is out. */
export function ShareButton({ onShared }: { readonly onShared?: () => void }) {
  const text = useText();
  const { notices } = useApp().stores;
  const config = useSettings((settings) => settings.wished);
  const presetId = useSettings((settings) => settings.presetId);
  const bundledId = useSettings((settings) => settings.datasetId);
  const hasOwnData = useData(({ origin }) => origin !== null && origin.kind !== "bundled");
  const datasetId = hasOwnData ? OWN_DATA : bundledId;
  const copy = async () => {
    const link = shareLink(document.baseURI, { config, presetId, datasetId });
    history.replaceState(null, "", link);
    await navigator.clipboard?.writeText(link).then(
      () => notices.getState().toast("linkCopied"),
      () => notices.getState().toast("linkInAddress"),
    );
    onShared?.();
  };
  return (
    <button type="button" className="btn quiet share" title={text.t("shell.shareHelp")} onClick={() => void copy()}>
      <Icon name="link" />
      <span className="share-word">{text.t("shell.share")}</span>
    </button>
  );
}
