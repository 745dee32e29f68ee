// The way home for a trained model, and back in: weights, bundle and metrics as files, and models for other programs. Always in sight,
// not in a menu, so that scripts and students find it.
import { type ChangeEvent, useMemo, useRef } from "react";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { savedBytes } from "@/domain/graph/cost";
import { useExportText } from "@/i18n/export-text";
import { useText } from "@/i18n/use-text";
import { useCommands, useRun } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { ExportProgress } from "./export-progress";
import { ModelForms, ModelItems } from "./model-items";
import "./export-panel.css";

/** The card of files out and in. */
export function ExportPanel() {
  const text = useText();
  const say = useExportText();
  const commands = useCommands();
  const bytes = useFileBytes();
  const hasModel = useRun((run) => run.state !== "idle" && run.state !== "preparing");
  const items = [
    {
      kind: "weights",
      note: bytes === null ? say("weightsPlain") : say("weightsNote", { size: text.bytes(bytes) }),
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

/** Counts weights and, so that training can go on exactly, the optimizer's slots; null for a run that has not trained. */
function useFileBytes(): number | null {
  const config = useRun((run) => run.config);
  const vocabulary = useRun((run) => run.data?.tokenizer.vocabulary.length ?? null);
  const hasTrained = useRun((run) => run.facts !== null);
  return useMemo(
    () =>
      !hasTrained || config === null || vocabulary === null
        ? null
        : savedBytes(buildRunGraph(config, vocabulary), config.training.optimizer),
    [hasTrained, config, vocabulary],
  );
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
