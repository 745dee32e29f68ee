// Puts words and the data's own letters to the picture of the model.
import { useMemo } from "react";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { readableToken } from "@/domain/tokenizer/readable-token";
import { isSpecialId } from "@/domain/tokenizer/special-ids";
import { type Text, useText } from "@/i18n/use-text";
import { useData } from "@/state/use-app";
import { ArchitectureDiagram, type StageCaption } from "./architecture-diagram";
import { type ArchitectureStage, architectureStages } from "./architecture-stages";

/** The picture of a graph. */
export function ModelPicture({ graph }: { readonly graph: ModelGraph }) {
  const text = useText();
  const stages = useMemo(() => architectureStages(graph), [graph]);
  const captions = stages.map((stage) => ({ size: sizeText(text, stage), name: text.t(`model.stage.${stage.kind}`) }));
  const letters = useFirstLetters();
  const label = text.t("model.picture", { stages: captions.map(spoken).join(", ") });
  return <ArchitectureDiagram stages={stages} captions={captions} letters={letters} label={label} />;
}

/** Gives the first letters of the first record, special tokens left out. */
function useFirstLetters(): readonly string[] {
  const prepared = useData((data) => data.prepared);
  return useMemo(() => {
    if (prepared === null) return [];
    const { tokenizer, firstTokens } = prepared;
    return firstTokens
      .filter((id) => !isSpecialId(tokenizer, id))
      .slice(0, 7)
      .map((id) => readableToken(tokenizer, id))
      .map((token) => (token.trim() === "" ? "␣" : token));
  }, [prepared]);
}

function spoken({ size, name }: StageCaption): string {
  return `${size} ${name}`;
}

function sizeText(text: Text, stage: ArchitectureStage): string {
  switch (stage.kind) {
    case "vectors":
      return `${text.number(stage.rows)} × ${text.number(stage.columns)}`;
    case "hidden":
    case "memory":
      return stage.layers === 1 ? text.number(stage.size) : `${stage.layers} × ${text.number(stage.size)}`;
    case "attention": {
      const heads = text.t("model.heads", { count: stage.heads });
      return stage.layers === 1 ? heads : `${stage.layers} × ${heads}`;
    }
    case "joined":
    case "scores":
      return text.number(stage.size);
  }
  return stage satisfies never;
}
