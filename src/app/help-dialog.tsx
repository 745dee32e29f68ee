// Keys and a few words about the page, in a native dialog. "?" opens it from anywhere. Phones have no keys to list;
// what their header has no room for stands here instead.
import { useRef } from "react";
import { useText } from "@/i18n/use-text";
import { Icon } from "@/ui/icon";
import { ShareButton } from "./share-button";
import { ThemeButton } from "./theme-button";
import { useIsPhone } from "./use-is-phone";

/** Id by which the keyboard finds the dialog. */
export const helpDialogId = "help";

/** The help button with its dialog. */
export function HelpButton() {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const isPhone = useIsPhone();
  const name = text.t(isPhone ? "shell.helpPhone" : "shell.help");
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className="icon-btn"
        aria-label={name}
        title={name}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="help" />
      </button>
      <dialog ref={dialog} id={helpDialogId} className="help" aria-labelledby="help-title">
        <h2 id="help-title">{text.t("about.title")}</h2>
        <p>{text.t("about.text")}</p>
        <p>{text.t("shell.privacy")}</p>
        {isPhone ? (
          <div className="row">
            <ShareButton onShared={close} />
            <ThemeButton />
          </div>
        ) : (
          <KeyList />
        )}
        <button type="button" className="btn primary" onClick={close}>
          {text.t("shell.close")}
        </button>
      </dialog>
    </>
  );
}

function KeyList() {
  const text = useText();
  const keys = [
    [text.t("keys.spaceKey"), text.t("keys.space")],
    ["S", text.t("keys.stepLong")],
    ["G", text.t("keys.generateLong")],
    ["1 – 4", text.t("keys.steps")],
    ["Ctrl Z, Ctrl Shift Z", text.t("keys.undo")],
    ["?", text.t("keys.help")],
  ] as const;
  return (
    <>
      <h3>{text.t("keys.title")}</h3>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{text.t("keys.note")}</p>
    </>
  );
}
