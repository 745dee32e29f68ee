// Where files come in: dropped anywhere on the page, or picked here. The page listens for drops in app/.
import { type ChangeEvent, useId, useRef } from "react";
import { useText } from "@/i18n/use-text";
import { useCommands, useData } from "@/state/use-app";
import { Icon } from "@/ui/icon";

/** The drop target with its pickers; large until there is data. */
export function DropZone() {
  const text = useText();
  const commands = useCommands();
  const dragging = useData((data) => data.dragging);
  const isEmpty = useData((data) => data.source === null);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(target.files ?? [])];
    // Emptied so that choosing the same file again counts as a change.
    target.value = "";
    void commands.loadFiles(picked.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  };
  const classes = ["drop", isEmpty ? "big" : "", dragging ? "over" : ""].join(" ");
  return (
    <div className={classes} data-testid="drop-zone">
      <Icon name="upload" size={20} />
      <label className="grow" htmlFor={id}>
        {text.t(dragging ? "data.dropOver" : "data.drop")}
        <b>{text.t(dragging ? "data.dropOverPrivacy" : "data.dropPrivacy")}</b>
      </label>
      <input
        ref={files}
        id={id}
        type="file"
        multiple
        className="vh"
        tabIndex={-1}
        data-testid="dataset-input"
        onChange={take}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // React's types do not know the attribute.
          if (input !== null) input.webkitdirectory = true;
        }}
        type="file"
        className="vh"
        tabIndex={-1}
        aria-label={text.t("data.chooseFolder")}
        data-testid="folder-input"
        onChange={take}
      />
      <div className="row">
        <button type="button" className={isEmpty ? "btn primary" : "btn"} onClick={() => files.current?.click()}>
          {text.t("data.choose")}
        </button>
        <button type="button" className="btn" onClick={() => folder.current?.click()}>
          {text.t("data.chooseFolder")}
        </button>
      </div>
    </div>
  );
}
