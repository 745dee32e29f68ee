// What fewer bits cost a model: size, loss and texts of each form beside those of its own weights, measured on request.
import { type FormMeasure, sharedLength, sharedTokens } from "@/domain/pretrained/form-cost";
import { latestOf } from "@/domain/run/run-figures";
import { useExportText } from "@/i18n/export-text";
import { useText } from "@/i18n/use-text";
import { type ModelExports, measuredForms } from "@/state/model-exports";
import { useRun } from "@/state/use-app";
import { useStore } from "@/state/use-store";
import { Button } from "@/ui/button";
import { Disclosure } from "@/ui/disclosure";
import { ProgressBar } from "@/ui/progress-bar";

const columns = ["column", "size", "loss", "texts"] as const;

/** The button, how far it is, and the newest figures of the run on screen. */
export function FormCosts({ exports }: { readonly exports: ModelExports }) {
  const say = useExportText();
  const measuring = useStore(exports.store, (state) => state.measuring);
  const isRunning = useRun(({ state }) => state === "running");
  return (
    <>
      <p className="hint">{say("measureAbout")}</p>
      {measuring === null ? (
        <Button
          className="btn outline"
          data-testid="export-measure"
          disabledReason={isRunning ? say("running") : null}
          onClick={() => void exports.measure()}
        >
          {say("measure")}
        </Button>
      ) : (
        <div className="row" role="status">
          <ProgressBar label={say("progress")} share={measuredForms.indexOf(measuring) / measuredForms.length} />
          <span className="hint">{say("measuring", { form: say(`form.${measuring}`) })}</span>
          <button type="button" className="btn" data-testid="export-measure-stop" onClick={exports.stopMeasuring}>
            {say("stop")}
          </button>
        </div>
      )}
      <Costs exports={exports} />
    </>
  );
}

function Costs({ exports }: { readonly exports: ModelExports }) {
  const text = useText();
  const say = useExportText();
  const shown = useRun((run) => run.id);
  const now = useRun((run) => latestOf(run).step);
  const costs = useStore(exports.store, (state) => state.costs);
  const own = costs?.forms.get("own");
  if (costs === null || own === undefined || costs.run !== shown) return null;
  const { windows, dataset, length, texts } = own;
  return (
    <>
      {now !== costs.step && <p className="hint">{say("costStep", { step: text.number(costs.step) })}</p>}
      <table className="export-costs" data-testid="export-costs">
        <thead>
          <tr>
            {columns.map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measuredForms.map((form) => {
            const measure = costs.forms.get(form);
            return measure && <FormRow key={form} form={form} measure={measure} own={own} />;
          })}
        </tbody>
      </table>
      <p className="hint">{say("costNote", { windows, data: dataset, count: texts.length, length })}</p>
      {texts.length > 0 && (
        <Disclosure summary={say("costTexts")} testId="export-texts">
          <Texts forms={costs.forms} />
        </Disclosure>
      )}
    </>
  );
}

interface FormRowProps {
  readonly form: (typeof measuredForms)[number];
  readonly measure: FormMeasure;
  readonly own: FormMeasure;
}

function FormRow({ form, measure: { bytes, loss, texts }, own }: FormRowProps) {
  const text = useText();
  const say = useExportText();
  const idsOf = (written: FormMeasure["texts"]) => written.map(({ ids }) => ids);
  const { same, all, parting } = sharedTokens(idsOf(own.texts), idsOf(texts));
  const difference = loss - own.loss;
  const sign = difference < 0 ? "−" : "+";
  return (
    <tr data-form={form} data-bytes={bytes ?? ""} data-loss={loss} data-same={same} data-all={all}>
      <th scope="row">{say(`form.${form}`)}</th>
      <td>{bytes === null ? "" : text.bytes(bytes)}</td>
      <td>
        {text.fixed(loss, 4)}
        {form !== "own" && <span className="hint">{`${sign}${text.fixed(Math.abs(difference), 4)}`}</span>}
      </td>
      <td>
        {form !== "own" && all > 0 && (
          <>
            {say("same", { same, all })}
            <span className="hint">{parting === null ? say("never") : say("parts", { at: parting })}</span>
          </>
        )}
      </td>
    </tr>
  );
}

/** What each form wrote, with the tokens that differ from those of the run's own weights set apart. */
function Texts({ forms }: { readonly forms: ReadonlyMap<FormRowProps["form"], FormMeasure> }) {
  const say = useExportText();
  const own = forms.get("own")?.texts ?? [];
  return (
    <ol className="export-texts">
      {own.map(({ prompt, text, ids }, index) => (
        <li key={prompt + String(index)}>
          <p className="export-prompt">{prompt}</p>
          <dl>
            <dt>{say("form.own")}</dt>
            <dd>{text.trim() === "" ? say("nothing") : text}</dd>
            {measuredForms.slice(1).map((form) => {
              const written = forms.get(form)?.texts[index];
              if (written === undefined) return null;
              const isSame = written.ids.length === ids.length && sharedLength(ids, written.ids) === ids.length;
              return (
                <div key={form}>
                  <dt>{say(`form.${form}`)}</dt>
                  <dd>{isSame ? say("wholeSame") : written.text}</dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ol>
  );
}
