// Cuts a record into what the model reads as text and what stands apart from it: tags of the template, special tokens.
import type { CorpusConfig } from "@/domain/config/run-config";
import { templateTags } from "@/domain/corpus/template";
import { recordEndOf } from "@/domain/tokenizer/end-token";
import { type MarkedPiece, markedPieces } from "@/domain/tokenizer/marked-pieces";
import { specialIdOf, specialTokens } from "@/domain/tokenizer/special-ids";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";

/** A stretch of a record. */
export interface RecordPiece extends MarkedPiece {
  /** Its id where it is a special token, else null. */
  readonly id: number | null;
}

/** Cuts a text that begins as the first record does; its end is the token that the tokens of a base have for it. */
export function recordPieces(
  record: string,
  { template, tokenizer }: Pick<PreparedSummary, "template" | "tokenizer">,
  corpus: CorpusConfig,
): readonly RecordPiece[] {
  const { endToken } = corpus;
  const endId = recordEndOf(tokenizer, { corpus });
  const isEnded = endToken !== "" && endId !== null && record.endsWith(endToken);
  const read = isEnded ? record.slice(0, -endToken.length) + tokenizer.vocabulary[endId] : record;
  const marks = [...new Set([...specialTokens(tokenizer), ...templateTags(template), endToken])];
  return markedPieces(read, marks).map((piece) => ({
    ...piece,
    id: piece.isMark ? specialIdOf(tokenizer, piece.text) : null,
  }));
}
