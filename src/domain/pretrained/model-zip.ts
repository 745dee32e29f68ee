// A model as the files that Hugging Face's library opens, for one zip or for a folder.
import type { StateTensors } from "../stored-tensor";
import { writeMergesText, writeTokenizerJson, writeVocabularyJson } from "../tokenizer/hugging-face-tokenizer";
import type { ByteBpeState } from "../tokenizer/tokenizer";
import type { Gpt2Shape } from "./gpt2-config";
import { modelFileNames } from "./model-files";
import { type FilePieces, gpt2WeightsFile } from "./weights-file";
import { type Gpt2Details, writeGenerationConfig, writeGpt2Config } from "./write-gpt2-config";

/** A model that leaves, by our names. */
export interface LeavingModel {
  readonly shape: Gpt2Shape;
  readonly tensors: StateTensors;
  readonly tokenizer: ByteBpeState;
  readonly details: Gpt2Details;
  /** The text of its card, which stands beside it as README.md. */
  readonly card: string;
}

/** A file on its way out: a short text, or weights that are written piece by piece. */
export type LeavingFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly pieces: FilePieces };

/** Lists the files of a model in the order in which they are written; weights of 8 bits have a name of their own. */
export function leavingFiles({ shape, tensors, tokenizer, details, card }: LeavingModel): readonly LeavingFile[] {
  const { config, weights, scaled, vocabulary, merges, card: cardName } = modelFileNames;
  return [
    { name: config, text: writeGpt2Config(shape, details) },
    { name: modelFileNames.generation, text: writeGenerationConfig(details.endId) },
    { name: modelFileNames.tokenizer, text: writeTokenizerJson(tokenizer) },
    { name: vocabulary, text: writeVocabularyJson(tokenizer) },
    { name: merges, text: writeMergesText(tokenizer) },
    { name: cardName, text: card },
    {
      name: details.dtype === "I8" ? scaled : weights,
      pieces: gpt2WeightsFile(tensors, shape, details.dtype),
    },
  ];
}
