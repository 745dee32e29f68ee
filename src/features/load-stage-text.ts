// What is being done to data on their way in, in words.
import type { Text } from "@/i18n/use-text";
import type { LoadProgress } from "@/state/data-store";

const stageTexts = { read: "data.reading", clean: "data.cleaning", tokenize: "data.tokenizing" } as const;

/** Names the stage and the file. */
export function loadStageText(text: Text, { stage, name }: LoadProgress): string {
  return text.t(stageTexts[stage], { name });
}

/** Gives the share that is done, 0 to 1; null while the size is unknown. */
export function loadShare({ bytes, totalBytes }: LoadProgress): number | null {
  return totalBytes > 0 ? bytes / totalBytes : null;
}
