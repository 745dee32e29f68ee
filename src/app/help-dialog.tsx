// The help in a native dialog, which "?" opens from anywhere. On phones what the header has no room for stands here too.
import { use, useRef } from "react";
import { Part } from "@/features/part";
import { useText } from "@/i18n/use-text";
import { Icon } from "@/ui/icon";
import { LateModule } from "@/ui/late-module";
import type { HelpProps } from "./help";
import { ShareButton } from "./share-button";
import { ThemeButton } from "./theme-button";
import { useIsPhone } from "./use-is-phone";

const lateHelp = new LateModule(() => import("./help"));

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
        <Part name="help">
          <LateHelp titleId="help-title" hasKeys={!isPhone} />
        </Part>
        {isPhone && (
          <div className="row">
            <ShareButton onShared={close} />
            <ThemeButton />
          </div>
        )}
        <button type="button" className="btn primary" onClick={close}>
          {text.t("shell.close")}
        </button>
      </dialog>
    </>
  );
}

function LateHelp(props: HelpProps) {
  const { Help } = use(lateHelp.get());
  return <Help {...props} />;
}
