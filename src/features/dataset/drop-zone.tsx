// Where a file comes in: dropped anywhere on the page, or picked here. The page listens for drops in app/.
import { useId, useRef } from "react";
import { useText } from "@/i18n/use-text";
import { useCommands, useData } from "@/state/use-app";
import { Icon } from "@/ui/icon";

/** The drop target with its file picker; large until there is data. */
export function DropZone() {
  const text = useText();
  const commands = useCommands();
  const dragging = useData((data) => data.dragging);
  const isEmpty = useData((data) => data.source === null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const classes = ["drop", isEmpty ? "big" : "", dragging ? "over" : ""].join(" ");
  return (
    <div className={classes} data-testid="drop-zone">
      <Icon name="upload" size={20} />
      <label className="grow" htmlFor={id}>
        {text.t(dragging ? "data.dropOver" : "data.drop")}
        <b>{text.t(dragging ? "data.dropOverPrivacy" : "data.dropPrivacy")}</b>
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        className="vh"
        tabIndex={-1}
        data-testid="dataset-input"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied so that choosing the same file again counts as a change.
          event.target.value = "";
          if (file !== undefined) void commands.loadFile(file);
        }}
      />
      <button type="button" className={isEmpty ? "btn primary" : "btn"} onClick={() => input.current?.click()}>
        {text.t("data.choose")}
      </button>
    </div>
  );
}
