// Chooses a prompt and a stop token that suit freshly prepared data.
import { splitTemplate } from "../corpus/template";
import type { DataFigures } from "../run/run";
import type { SamplingConfig } from "./sampling-config";

/** The part of the sampling settings that depends on the data. */
export type SuggestedSampling = Pick<SamplingConfig, "prompt" | "stop">;

const PROMPT_CHARACTERS = 5;

/**
 * Suggests for records their opening and closing literals, so that one whole record is written, and for pairs a prompt
 * that was held back; for plain text its first letters and no stop.
 */
export function suggestedSampling({
  template,
  firstRecord,
  heldOutPrompt,
}: Pick<DataFigures, "template" | "firstRecord" | "heldOutPrompt">): SuggestedSampling {
  if (template === "") {
    return { prompt: firstLetters(firstRecord), stop: "" };
  }
  const parts = splitTemplate(template);
  const first = parts[0];
  const last = parts.at(-1);
  return {
    prompt: heldOutPrompt ?? (first?.kind === "literal" ? first.text : ""),
    stop: parts.length > 1 && last?.kind === "literal" ? last.text : "",
  };
}

function firstLetters(text: string): string {
  return Array.from(text.split("\n")[0] ?? "")
    .slice(0, PROMPT_CHARACTERS)
    .join("");
}
