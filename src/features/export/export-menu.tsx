// The way home for a trained model, and back in: weights, bundle and metrics as files.
import { type ChangeEvent, useRef } from "react";
import { useText } from "@/i18n/use-text";
import { useCommands, useRun } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { Menu } from "@/ui/menu";
import "./export-menu.css";

const BYTES_A_PARAMETER = 4;

/** The menu of files out and in. */
export function ExportMenu() {
  const text = useText();
  const commands = useCommands();
  const size = useRun((run) => run.parameterCount);
  const hasModel = useRun((run) => run.state !== "idle" && run.state !== "preparing");
  const items = [
    {
      kind: "weights",
      note:
        size === null
          ? text.t("export.weightsPlain")
          : text.t("export.weightsNote", { size: text.bytes(size * BYTES_A_PARAMETER) }),
    },
    { kind: "bundle", note: text.t("export.bundleNote") },
    { kind: "metrics", note: text.t("export.metricsNote") },
  ] as const;
  return (
    <Menu
      buttonClass="btn quiet"
      testId="export-menu"
      boxClass="export-box"
      closeOnPress
      summary={
        <>
          <Icon name="download" />
          {text.t("export.menu")}
        </>
      }
    >
      {items.map(({ kind, note }) => (
        <button
          key={kind}
          type="button"
          data-testid={`export-${kind}`}
          disabled={!hasModel}
          title={hasModel ? undefined : text.t("export.noRun")}
          onClick={() => void commands.exportFile(kind)}
        >
          {text.t(`export.${kind}`)}
          <small>{note}</small>
        </button>
      ))}
      <ImportItem />
    </Menu>
  );
}

function ImportItem() {
  const text = useText();
  const commands = useCommands();
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file !== undefined) void commands.importFile(file);
  };
  return (
    <>
      <button type="button" className="export-import" onClick={() => input.current?.click()}>
        {text.t("export.import")}
        <small>{text.t("export.importNote")}</small>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".safetensors,.zip"
        aria-label={text.t("export.import")}
        data-testid="import-file"
        onChange={onChange}
      />
    </>
  );
}
