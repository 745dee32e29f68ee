// Text typed or pasted by hand, taken over by a button. Its name has no extension, so that tables are recognised.
import { useId, useState } from "react";
import { useText } from "@/i18n/use-text";
import { useCommands } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";

/** A text area whose content becomes the data. */
export function PasteBox() {
  const text = useText();
  const commands = useCommands();
  const [draft, setDraft] = useState("");
  const id = useId();
  return (
    <Disclosure summary={text.t("data.paste")}>
      <label className="vh" htmlFor={id}>
        {text.t("data.pasteLabel")}
      </label>
      <textarea
        id={id}
        rows={5}
        value={draft}
        placeholder={text.t("data.pastePlaceholder")}
        data-testid="paste-text"
        onChange={(event) => setDraft(event.target.value)}
      />
      <button
        type="button"
        className="btn"
        data-testid="paste-use"
        disabled={draft.trim() === ""}
        onClick={() => void commands.loadText(draft, text.t("data.pastedName"))}
      >
        {text.t("data.pasteUse")}
      </button>
    </Disclosure>
  );
}
