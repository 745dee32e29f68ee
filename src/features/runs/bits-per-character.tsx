// What a loss is in bits a character, under it: the figure by which runs with different tokens compare.
import { useRunsText } from "@/i18n/runs-text";

/** The figure with its unit; nothing where it is not known. */
export function BitsPerCharacter({ bits }: { readonly bits: number | null }) {
  const text = useRunsText();
  if (bits === null || !Number.isFinite(bits)) return null;
  return (
    <small className="bits" data-testid="bits-per-character" data-value={bits}>
      {text.runs("bitsPerCharacter", { bits: text.fixed(bits, 2) })}
    </small>
  );
}
