// The record that the newest sample spells, and how often attempts spell one at all.
import type { RecordField } from "@/domain/corpus/parse-record";
import { useText } from "@/i18n/use-text";
import { useSamples } from "@/state/use-app";
import { countAttempts } from "@/state/valid-tally";
import { imagePrompt } from "./image-prompt";
import { ImagePromptText } from "./image-prompt-text";

/** Fields of the newest record and the share of valid attempts. */
export function RecordCard() {
  const text = useText();
  const report = useSamples((samples) => samples.report);
  const tally = useSamples((samples) => samples.tally);
  if (report === null || report.attempts === 0) return null;
  const { attempts, validAttempts } = countAttempts(tally);
  const share = validAttempts / attempts;
  return (
    <section data-testid="record-card">
      <div className="sec-head">
        <h3>{text.t("samples.record")}</h3>
      </div>
      {report.fields === null ? (
        <p className="muted">{text.t("samples.noneValid", { count: report.attempts })}</p>
      ) : (
        <Fields fields={report.fields} />
      )}
      <p className="quality">
        <span>
          <b data-testid="record-valid-rate" data-value={share} data-attempts={attempts}>
            {text.t("samples.validLabel", { share: text.percent(share, 0) })}
          </b>{" "}
          {text.t("samples.validOf", { count: attempts, step: report.step })}
        </span>
      </p>
    </section>
  );
}

function Fields({ fields }: { readonly fields: readonly RecordField[] }) {
  const text = useText();
  const [first, ...others] = fields;
  const sentence = imagePrompt(text, fields);
  if (first === undefined) return null;
  return (
    <>
      <dl className="record">
        <div className="nm" data-field={first.name}>
          <dt className="vh">{first.name}</dt>
          <dd>{first.value}</dd>
        </div>
        {others.map((field) => (
          <div key={field.name} data-field={field.name}>
            <dt>{field.name}</dt>
            <dd>{field.value === "" ? text.t("samples.missing") : field.value}</dd>
          </div>
        ))}
      </dl>
      {sentence !== null && <ImagePromptText sentence={sentence} />}
    </>
  );
}
