// Beginning a run with the weights of another: which weights, which settings, which data.
import { useEffect, useMemo, useState } from "react";
import { getByPath, setByPath } from "@/domain/config/config-path";
import { branchConfig } from "@/domain/config/fit-config";
import type { RunConfig } from "@/domain/config/run-config";
import { triablePaths } from "@/domain/config/trials";
import type { FirstWeights } from "@/domain/run/plan";
import type { Run } from "@/domain/run/run";
import { isWrittenOtherwise, type VocabularyFit } from "@/domain/tokenizer/vocabulary-fit";
import { type PlansText, usePlansText } from "@/i18n/plans-text";
import { learnsFromOtherData } from "@/state/run-data";
import { createRunQueue, type KeptWeights } from "@/state/run-queue";
import { useCommands, useData, useSettings } from "@/state/use-app";
import { Select } from "@/ui/select";
import { TuningFields } from "../tuning-fields";
import type { GrowFormProps } from "./longer-form";
import { PlanSummary } from "./plan-summary";
import { trialLabel, useVaried } from "./use-varied";
import { writtenValue } from "./value-list";
import { VariedFields } from "./varied-fields";

const PATHS = triablePaths(true);
const FIRST = "training.learningRate";
const MOST_MISSING = 12;

/** The form. */
export function ChildForm({ run, disabledReason, onDone }: GrowFormProps) {
  const text = usePlansText();
  const queue = useCommands().later(createRunQueue);
  const starts = useStarts(run);
  const [chosen, setChosen] = useState<string | null>(null);
  const start = starts.find(({ id }) => id === chosen) ?? starts[0];
  const [base, setBase] = useState<"own" | "page">("own");
  const given = useBase(run, base);
  const [tuning, setTuning] = useState<RunConfig["tuning"] | null>(null);
  const config = useMemo(() => (tuning === null ? given : { ...given, tuning }), [given, tuning]);
  const form = useVaried(text, config, FIRST, writtenValue(text, FIRST, getByPath(run.config, FIRST)));
  const fit = useFit(run, config);
  const isTooMuch = fit !== null && isWrittenOtherwise(fit);
  return (
    <fieldset>
      <legend>{text.plans("childTitle")}</legend>
      <p>{text.plans("childAbout")}</p>
      <div className="plan-pair">
        <Select
          label={text.plans("from")}
          value={start?.id ?? ""}
          options={starts.map(({ id, kind, step }) => ({ value: id, label: text.plans(`from.${kind}`, { step }) }))}
          testId="grow-from"
          onChange={setChosen}
        />
        <Select
          label={text.plans("base")}
          value={base}
          options={(["own", "page"] as const).map((value) => ({
            value,
            label: text.plans(`base.${value}`, { name: run.name }),
          }))}
          testId="grow-base"
          onChange={setBase}
        />
      </div>
      <TuningFields config={config} set={(path, value) => setTuning(setByPath(config, path, value).tuning)} />
      <VariedFields text={text} form={form} paths={PATHS} isNeeded={false} />
      <DataNote text={text} run={run} fit={fit} />
      <PlanSummary
        text={text}
        trials={form.trials}
        disabledReason={
          disabledReason ??
          (start === undefined ? text.plans("noWeights") : null) ??
          tooMuch(text, isTooMuch ? fit : null)
        }
        testId="grow-start"
        onStart={(trials) => {
          if (start === undefined) return;
          queue.plan(
            trials.map((trial) => ({
              label: trialLabel(text, trial) || text.plans("fromLabel", { name: run.name }),
              work: { kind: "begin", config: trial.config, from: start.from },
            })),
          );
          onDone();
        }}
      />
    </fieldset>
  );
}

/** Weights that a run can begin with. */
interface Start {
  readonly id: string;
  readonly kind: "best" | "last" | "first" | "spaced";
  readonly step: number;
  readonly from: Exclude<FirstWeights, { kind: "fresh" }>;
}

/** Lists the weights of a run: the best, the newest, and those kept in the browser. */
function useStarts(run: Run): readonly Start[] {
  const queue = useCommands().later(createRunQueue);
  const [kept, setKept] = useState<readonly KeptWeights[]>([]);
  useEffect(() => {
    let isWanted = true;
    void queue.checkpointsOf(run.id).then((found) => isWanted && setKept(found));
    return () => {
      isWanted = false;
    };
  }, [queue, run.id]);
  return useMemo(() => startsOf(run, kept), [run, kept]);
}

function startsOf({ id, name, data, progress, checkpoints }: Run, kept: readonly KeptWeights[]): readonly Start[] {
  const parent = (step: number) => ({ id, name, step, dataset: data.name });
  const best = checkpoints.find(({ kind, where }) => kind === "best" && where === "memory");
  const newest = {
    step: progress.step,
    from: { kind: "parent", parent: parent(progress.step), weights: "last" },
  } as const;
  return [
    ...(best === undefined
      ? []
      : [
          {
            id: "best",
            kind: "best",
            step: best.step,
            from: { kind: "parent", parent: parent(best.step), weights: "best" },
          } as const,
        ]),
    { id: "last", kind: "last", ...newest },
    ...kept.map(({ kind, step, file }): Start => {
      return { id: file, kind, step, from: { kind: "checkpoint", parent: parent(step), file } };
    }),
  ];
}

/** Gives the settings of a child: its parent's or the page's, with the page's data. */
function useBase(run: Run, base: "own" | "page"): RunConfig {
  const page = useSettings((settings) => settings.config);
  const isOther = useData((data) => learnsFromOtherData(run, data));
  return useMemo(() => {
    const own = isOther ? { ...run.config, corpus: page.corpus, tokens: page.tokens } : run.config;
    return branchConfig(run.config, base === "own" ? own : page);
  }, [run.config, page, isOther, base]);
}

/** Counts the characters of other data that the model has no token for; null while nobody knows, or for its own data. */
function useFit(run: Run, config: RunConfig): VocabularyFit | null {
  const queue = useCommands().later(createRunQueue);
  const isOther = useData((data) => learnsFromOtherData(run, data));
  const { corpus, tokens, seed } = config;
  const [fit, setFit] = useState<VocabularyFit | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the data depend on matters here.
  useEffect(() => {
    if (!isOther) return;
    let isWanted = true;
    void queue.fitOf(run.id, config).then((found) => isWanted && setFit(found));
    return () => {
      isWanted = false;
    };
  }, [queue, run.id, isOther, corpus, tokens, seed]);
  return isOther ? fit : null;
}

interface DataNoteProps {
  readonly text: PlansText;
  readonly run: Run;
  readonly fit: VocabularyFit | null;
}

/** Says what the child learns from, and what of it the model cannot write. */
function DataNote({ text, run, fit }: DataNoteProps) {
  const data = useData((state) => state.source?.facts.name ?? null);
  const isOther = useData((state) => learnsFromOtherData(run, state));
  if (data === null) return null;
  const { name } = run;
  const about = isOther
    ? text.plans("otherData", { data, name, former: run.data.name })
    : text.plans("sameData", { data, name });
  return (
    <p role="status" data-testid="grow-data" data-unknown={fit?.unknown ?? ""}>
      {isOther ? `${about} ${fitText(text, fit)}` : about}
    </p>
  );
}

function fitText(text: PlansText, fit: VocabularyFit | null): string {
  if (fit === null) return text.plans("notCounted");
  if (fit.unknown === 0) return text.plans("allKnown");
  if (isWrittenOtherwise(fit)) return tooMuch(text, fit) ?? "";
  const missing = fit.missing.slice(0, MOST_MISSING).map((character) => JSON.stringify(character).slice(1, -1));
  return text.plans(fit.asPadding ? "unknownAsPadding" : "unknown", {
    unknown: fit.unknown,
    count: fit.characters,
    missing: `${missing.join(" ")}${fit.missing.length > MOST_MISSING ? " …" : ""}`,
  });
}

function tooMuch(text: PlansText, fit: VocabularyFit | null): string | null {
  return fit && text.plans("otherwise", { unknown: fit.unknown, count: fit.characters });
}
