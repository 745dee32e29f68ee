// A model of the GPT-2 family for other programs: whole, by how its numbers are written, or its adapter alone.
import { type WrittenType, writtenBytes } from "@/domain/checkpoint/safetensors-write";
import { adapterBytes, gpt2ShapeOf, leavingRefusal } from "@/domain/pretrained/leaving-run";
import { gpt2WeightsBytes } from "@/domain/pretrained/weights-file";
import { adapterBaseOf } from "@/domain/run/adapter-base";
import { type SayExport, useExportText } from "@/i18n/export-text";
import { useText } from "@/i18n/use-text";
import { createModelExports } from "@/state/model-exports";
import { openRun } from "@/state/runs-store";
import { useCommands, useExports, useRun, useRuns } from "@/state/use-app";
import { useStore } from "@/state/use-store";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Segmented } from "@/ui/segmented";
import { FormCosts } from "./form-costs";
import { adapterCard, modelCard } from "./model-card";

/** Bytes that a zip counts in 32 bits, with room for all but the weights. */
const MOST_BYTES = 2 ** 32 - 2 ** 26;
const forms = Object.keys(writtenBytes) as WrittenType[];

/** The two buttons, for the grid of the card. */
export function ModelItems() {
  const text = useText();
  const say = useExportText();
  const exports = useCommands().later(createModelExports);
  const { refusal, shape, ofAdapter } = useLeaving(say);
  const base = useBase();
  const form = useStore(exports.store, (state) => state.form);
  const writing = useExports((state) => state.writing?.kind ?? null);
  const bytes = shape && gpt2WeightsBytes(shape, form);
  const noRoom = bytes !== null && bytes > MOST_BYTES ? say("no.room") : null;
  const saveModel = () => shape && exports.save((run) => ({ form, card: modelCard(say, { run, shape, base }, form) }));
  const saveAdapter = () =>
    shape && exports.save((run) => ({ form: "adapter", base, card: adapterCard(say, { run, shape, base }) }));
  return (
    <>
      <Button
        className="btn"
        data-testid="export-hf"
        disabledReason={refusal ?? noRoom}
        onClick={() => void saveModel()}
      >
        <Icon name="download" />
        <span>
          {forms.some((one) => one === writing) ? say("writing") : say("hf")}
          <small>{bytes === null ? say("hfPlain") : say("hfNote", { size: text.bytes(bytes) })}</small>
        </span>
      </Button>
      <Button
        className="btn"
        data-testid="export-adapter"
        disabledReason={refusal ?? (ofAdapter === null ? say("no.adapter") : null)}
        onClick={() => void saveAdapter()}
      >
        <Icon name="download" />
        <span>
          {writing === "adapter" ? say("writing") : say("adapter")}
          <small>
            {ofAdapter === null ? say("adapterPlain") : say("adapterNote", { size: text.bytes(ofAdapter) })}
          </small>
        </span>
      </Button>
    </>
  );
}

/** How numbers are written and what that costs; nothing for a model that does not leave so. */
export function ModelForms() {
  const say = useExportText();
  const exports = useCommands().later(createModelExports);
  const { shape, ofAdapter } = useLeaving(say);
  const base = useBase();
  const form = useStore(exports.store, (state) => state.form);
  if (shape === null) return null;
  return (
    <div className="stack export-forms">
      <Segmented
        label={say("form")}
        value={form}
        options={forms.map((value) => ({ value, label: say(`form.${value}`) }))}
        onChange={exports.choose}
      />
      <p className="hint">{say(`about.${form}`)}</p>
      {ofAdapter !== null && <p className="hint">{say("adapterAbout", { base })}</p>}
      <FormCosts exports={exports} />
    </div>
  );
}

/** Tells what of the open run can leave: its sizes and the bytes of its adapter, each null where not, and why not. */
function useLeaving(say: SayExport) {
  const config = useRun((run) => run.config);
  const tokenizer = useRun((run) => run.data?.tokenizer ?? null);
  const hasModel = useRun((run) => run.state !== "idle" && run.state !== "preparing");
  if (!hasModel || config === null || tokenizer === null)
    return { refusal: say("noRun"), shape: null, ofAdapter: null };
  const details = { config, tokenizer };
  const refusal = leavingRefusal(details);
  if (refusal !== null) return { refusal: say(`no.${refusal}`), shape: null, ofAdapter: null };
  const shape = gpt2ShapeOf(config.model, tokenizer.vocabulary.length);
  return { refusal: null, shape, ofAdapter: adapterBytes(details) };
}

/** Names the model beside which the adapter of the open run works. */
function useBase(): string {
  return useRuns((state) => {
    const run = openRun(state);
    return run.id === null ? "" : adapterBaseOf(run, state.runs);
  });
}
