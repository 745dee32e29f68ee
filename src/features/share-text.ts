// Writes shares as percentages with one decimal always, so that live figures do not jump in width.
import type { Text } from "@/i18n/use-text";

/** Writes 0.7 as 70.0 %. */
export function shareText(text: Text, share: number): string {
  return `${text.fixed(share * 100, 1)}\u00a0%`;
}
