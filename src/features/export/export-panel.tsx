// The way home for a trained model, and back in: weights, bundle and metrics as files, and models for other programs. Always in sight,
// not in a menu, so that scripts and students find it.
import { type ChangeEvent, useRef } from "react";
import { type OptimizerKind, optimizerSlots } from "@/domain/training/optimizer";
import { useExportText } from "@/i18n/export-text";
import { useText } from "@/i18n/use-text";
import { useCommands, useRun } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { ExportProgress } from "./export-progress";
import { ModelForms, ModelItems } from "./model-items";
import "./export-panel.css";

const BYTES_A_PARAMETER = 4;

/** The card of files out and in. */
export function ExportPanel() {
  const text = useText();
  const say = useExportText();
  const commands = useCommands();
  const parameters = useRun((run) => run.facts?.parameterCount ?? null);
  const optimizer = useRun((run) => run.config?.training.optimizer ?? null);
  const hasModel = useRun((run) => run.state !== "idle" && run.state !== "preparing");
  const items = [
    {
      kind: "weights",
      note:
        parameters === null || optimizer === null
          ? say("weightsPlain")
          : say("weightsNote", { size: text.bytes(fileBytes(parameters, optimizer)) }),
    },
    { kind: "bundle", note: say("bundleNote") },
    { kind: "metrics", note: say("metricsNote") },
  ] as const;
  return (
    <section className="card export" aria-labelledby="export-title">
      <h3 id="export-title">{say("title")}</h3>
      <div className="export-items">
        {items.map(({ kind, note }) => (
          <Button
            key={kind}
            className="btn"
            data-testid={`export-${kind}`}
            disabledReason={hasModel ? null : say("noRun")}
            onClick={() => void commands.exportFile(kind)}
          >
            <Icon name="download" />
            <span>
              {say(kind)}
              <small>{note}</small>
            </span>
          </Button>
        ))}
        <ModelItems />
        <ImportItem />
      </div>
      <ExportProgress />
      <ModelForms />
    </section>
  );
}

/** Weights and, so that training can go on exactly, the optimizer's slots. */
function fileBytes(parameters: number, optimizer: OptimizerKind): number {
  return parameters * (1 + optimizerSlots[optimizer].length) * BYTES_A_PARAMETER;
}

function ImportItem() {
  const say = useExportText();
  const commands = useCommands();
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file !== undefined) void commands.importFile(file);
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => input.current?.click()}>
        <Icon name="upload" />
        <span>
          {say("import")}
          <small>{say("importNote")}</small>
        </span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".safetensors,.zip"
        aria-label={say("import")}
        data-testid="import-file"
        onChange={onChange}
      />
    </>
  );
}
