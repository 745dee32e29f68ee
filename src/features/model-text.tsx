// A text that a model wrote, in the reading typeface, special tokens as grey tags.
import { useMemo } from "react";
import { templateTags } from "@/domain/corpus/template";
import { specialTokens } from "@/domain/tokenizer/special-ids";
import { useShownData } from "@/state/use-shown-run";
import { type SamplePiece, sampleLines } from "./sample-pieces";

/** A text, and whether it goes on. */
export interface ModelTextProps {
  readonly text: string;
  /** What ends the text, "" where nothing but its length does. */
  readonly stop: string;
  readonly isWriting: boolean;
}

/** Draws the text by the tokens of the data on screen. */
export function ModelText({ text, stop, isWriting }: ModelTextProps) {
  const { specials, endToken } = useSpecialTokens(stop);
  const lines = useMemo(() => sampleLines(text, specials, endToken), [text, specials, endToken]);
  return (
    <>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: text only grows at its end, so a line keeps its place.
        <span key={index} className="rec">
          {line.map((piece, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <Piece key={place} piece={piece} />
          ))}
          {isWriting && index === lines.length - 1 && <span className="caret" />}
        </span>
      ))}
      {isWriting && lines.length === 0 && <span className="caret" />}
    </>
  );
}

function Piece({ piece }: { readonly piece: SamplePiece }) {
  if (piece.kind === "text") return piece.text;
  return (
    <span className="tag" title={piece.token}>
      {piece.name}
    </span>
  );
}

/** Lists what is shown as tags: the tokenizer's special tokens and the template's tags. */
function useSpecialTokens(stop: string): { readonly specials: readonly string[]; readonly endToken: string } {
  const data = useShownData();
  return useMemo(() => {
    if (data === null) return { specials: [], endToken: "" };
    const tags = data.template === "" ? [] : templateTags(data.template);
    const specials = [...new Set([...specialTokens(data.tokenizer), ...tags])];
    return { specials, endToken: stop === "" ? (tags.at(-1) ?? "") : stop };
  }, [data, stop]);
}
