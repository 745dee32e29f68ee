// The left column: the four steps from data to training. What stands in cards that are folded at first comes after the page.
import { use } from "react";
import { DataClinic } from "@/features/clinic/data-clinic";
import { DatasetPanel } from "@/features/dataset/dataset-panel";
import { DatasetBadge, DatasetSummary } from "@/features/dataset/dataset-summary";
import { ModelPanel } from "@/features/model/model-panel";
import { ModelSummary } from "@/features/model/model-summary";
import { Pairs } from "@/features/pairs/pairs";
import { TokensSummary } from "@/features/tokens/tokens-summary";
import { VocabularyBadge } from "@/features/tokens/vocabulary-badge";
import { TrainingSummary } from "@/features/training/training-summary";
import { useText } from "@/i18n/use-text";
import { LateModule } from "@/ui/late-module";
import { PresetPicker } from "./preset-picker";
import { StepCard } from "./step-card";

const tokensPanel = new LateModule(() => import("@/features/tokens/tokens-panel"));

const trainingPanel = new LateModule(() => import("@/features/training/training-panel"));

/** Set up: what to learn from, how to cut it, what learns, and how. */
export function SetupColumn() {
  const text = useText();
  return (
    <section className="col pipeline" id="setup" aria-labelledby="setup-title">
      <div className="col-head">
        <h2 id="setup-title">{text.t("shell.setUp")}</h2>
        <span className="note">{text.t("shell.editsNext")}</span>
      </div>
      <PresetPicker place="setup" />
      <ol className="steps">
        <li>
          <StepCard
            number={1}
            step="data"
            title={text.t("step.data")}
            summary={<DatasetSummary />}
            badge={<DatasetBadge />}
          >
            <DatasetPanel />
            <Pairs />
            <DataClinic />
          </StepCard>
        </li>
        <li>
          <StepCard
            number={2}
            step="tokens"
            title={text.t("step.tokens")}
            summary={<TokensSummary />}
            badge={<VocabularyBadge />}
          >
            <Tokens />
          </StepCard>
        </li>
        <li>
          <StepCard number={3} step="model" title={text.t("step.model")} summary={<ModelSummary />} startsOpen>
            <ModelPanel />
          </StepCard>
        </li>
        <li>
          <StepCard number={4} step="train" title={text.t("step.training")} summary={<TrainingSummary />}>
            <Training />
          </StepCard>
        </li>
      </ol>
    </section>
  );
}

function Tokens() {
  const { TokensPanel } = use(tokensPanel.get());
  return <TokensPanel />;
}

function Training() {
  const { TrainingPanel } = use(trainingPanel.get());
  return <TrainingPanel />;
}
