// The settings that change the data, in the order in which they act, each with what it did and a way back.
import { type ConfigPath, type ConfigValue, getByPath } from "@/domain/config/config-path";
import type { CleaningReport } from "@/domain/corpus/corpus";
import { countOf } from "@/domain/corpus/finding";
import { type ClinicText, useClinicText } from "@/i18n/clinic-text";
import { useData, useSettings } from "@/state/use-app";
import { Button } from "@/ui/button";
import { useSettingLock } from "../use-setting-lock";

/** A step, the value under which it does nothing, and its counts; null where none is taken. */
interface Step<Path extends ConfigPath = ConfigPath> {
  readonly path: Path;
  readonly off: ConfigValue<Path>;
  readonly changed: (report: CleaningReport) => number | null;
  readonly dropped?: (report: CleaningReport) => number;
}

const none = () => null;

const STEPS: readonly Step[] = [
  { path: "corpus.repairEncoding", off: false, changed: ({ mends }) => mends.doublyEncoded },
  { path: "corpus.decodeEntities", off: false, changed: ({ findings }) => countOf(findings, "entity") },
  { path: "corpus.normalization", off: "none", changed: ({ mends }) => mends.normalized },
  { path: "corpus.removeOddCharacters", off: false, changed: ({ mends }) => mends.oddRemoved },
  { path: "corpus.replaceLookAlikes", off: false, changed: ({ mends }) => mends.lookAlikesReplaced },
  { path: "corpus.personalData", off: "keep", changed: ({ mends }) => mends.personalMasked },
  { path: "corpus.trim", off: false, changed: none },
  { path: "corpus.lowercase", off: false, changed: none },
  {
    path: "corpus.dropIncomplete",
    off: false,
    changed: none,
    dropped: ({ findings }) => countOf(findings, "incomplete"),
  },
  {
    path: "corpus.removeDuplicates",
    off: false,
    changed: none,
    dropped: ({ findings }) => countOf(findings, "duplicate"),
  },
  { path: "corpus.shortestRecord", off: 0, changed: none, dropped: ({ mends }) => mends.shortDropped },
  { path: "corpus.longestRecord", off: 0, changed: none, dropped: ({ mends }) => mends.longDropped },
  {
    path: "corpus.rareCharacters",
    off: "keep",
    changed: ({ mends }) => mends.rareReplaced,
    dropped: ({ mends }) => mends.rareDropped,
  },
  { path: "corpus.removeNearDuplicates", off: false, changed: none, dropped: ({ mends }) => mends.nearDropped },
];

/** The list of steps that are on. */
export function AppliedSteps() {
  const text = useClinicText();
  const config = useSettings((settings) => settings.config);
  const steps = STEPS.filter(({ path, off }) => getByPath(config, path) !== off);
  return (
    <section className="stack">
      <h3>{text.clinic("steps")}</h3>
      {steps.length === 0 && <p className="hint">{text.clinic("noSteps")}</p>}
      <ol className="clinic-list">
        {steps.map((step) => (
          <AppliedStep key={step.path} step={step} />
        ))}
      </ol>
    </section>
  );
}

function AppliedStep({ step }: { readonly step: Step }) {
  const text = useClinicText();
  const report = useData((data) => data.report);
  const set = useSettings((settings) => settings.set);
  const lock = useSettingLock(step.path);
  const label = text.setting(step.path);
  const told = report === null ? "" : countsOf(text, step, report);
  return (
    <li data-testid="clinic-step" data-path={step.path}>
      <span>
        {label} {told !== "" && <small>{told}</small>}
      </span>
      <Button
        className="btn"
        disabledReason={lock}
        aria-label={text.clinic("undoStep", { step: label })}
        onClick={() => set(step.path, step.off as never)}
      >
        {text.clinic("undo")}
      </Button>
    </li>
  );
}

function countsOf(text: ClinicText, { changed, dropped }: Step, report: CleaningReport): string {
  const changes = changed(report);
  const records = dropped?.(report) ?? null;
  if (changes === null && records === null) return "";
  const parts = [
    (changes ?? 0) > 0 ? text.clinic("stepCount", { count: changes ?? 0 }) : "",
    (records ?? 0) > 0 ? text.clinic("stepDropped", { count: records ?? 0 }) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? text.clinic("stepNothing") : parts.join(", ");
}
