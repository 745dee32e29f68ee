// A model that was trained elsewhere, as a run at rest: its files are checked, its weights stay where they are.

import { gpt2 } from "@/domain/architectures/gpt2";
import { buildGraph, changeModel } from "@/domain/architectures/model-config";
import type { Checkpoint, CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { matchGraph } from "@/domain/checkpoint/match-graph";
import type { RunConfig } from "@/domain/config/run-config";
import { checkSetting } from "@/domain/config/setting-value";
import type { Gpt2Config } from "@/domain/pretrained/gpt2-config";
import { type ModelFiles, modelFileNames } from "@/domain/pretrained/model-files";
import { readModel, readText } from "@/domain/pretrained/read-model";
import { failure, type Result, success } from "@/domain/result";
import type { RunOrigin } from "@/domain/run/run-origin";
import type { StateTensors, StoredTensor } from "@/domain/stored-tensor";
import { messageOf } from "@/domain/thrown-message";
import { withEnd } from "@/domain/tokenizer/end-token";
import { readTokenizerJson, readVocabularyAndMerges } from "@/domain/tokenizer/hugging-face-tokenizer";
import type { ByteBpeState, TokenizerState } from "@/domain/tokenizer/tokenizer";
import { freshProgress } from "@/domain/training/progress";
import { gatherModelFiles } from "./model-zips";
import type { DroppedFile, ModelLabel } from "./protocol";
import type { ScratchFolder } from "./scratch-folder";
import { UnpackedFiles } from "./unpacked-files";

/** A model as it rests, and where it came from. */
export interface ImportedModelFiles {
  readonly checkpoint: Checkpoint;
  readonly origin: RunOrigin;
  /** What the model was read from, none of it in a zip any more. */
  readonly files: readonly DroppedFile[];
  /** What of it was unpacked, for whoever reads the weights. */
  readonly unpacked: UnpackedFiles;
}

/** Reads and checks the files of a model; it looks back as far as it can, and whatever is not of
 * the files stays as `config`, the settings on the page, has it. */
export async function importModelFiles(
  dropped: readonly DroppedFile[],
  config: RunConfig,
  label: ModelLabel,
  scratch: ScratchFolder,
): Promise<Result<ImportedModelFiles>> {
  const unpacked = new UnpackedFiles(scratch);
  const read = await readFrom(dropped, unpacked, config, label).catch((error) =>
    failure({ code: "loadFailed", name: label.name, detail: messageOf(error) } as const),
  );
  if (read.ok) return success({ ...read.value, unpacked });
  await unpacked.discard();
  return read;
}

async function readFrom(
  dropped: readonly DroppedFile[],
  unpacked: UnpackedFiles,
  config: RunConfig,
  label: ModelLabel,
): Promise<Result<Omit<ImportedModelFiles, "unpacked">>> {
  const gathered = await gatherModelFiles(dropped, "model", unpacked);
  if (!gathered.ok) return gathered;
  const { files, from } = gathered.value;
  const model = await readModel(files);
  if (!model.ok) return model;
  const { config: told, tensors } = model.value;
  const tokenizer = await readTokenizer(files);
  if (!tokenizer.ok) return tokenizer;
  const { length } = tokenizer.value.vocabulary;
  if (length !== told.shape.vocabularySize) {
    return failure({ code: "modelVocabularyDiffers", model: told.shape.vocabularySize, tokenizer: length });
  }
  const settings = settingsOf(config, told);
  if (!settings.ok) return settings;
  const read = matched(settings.value, withEnd(tokenizer.value, told.endIds), tensors, label);
  return read.ok ? success({ ...read.value, files: from }) : read;
}

function matched(
  config: RunConfig,
  tokenizer: TokenizerState,
  tensors: ReadonlyMap<string, StoredTensor>,
  label: ModelLabel,
): Result<Pick<ImportedModelFiles, "checkpoint" | "origin">> {
  const graph = buildGraph(config.model, config.tokens.contextLength, tokenizer.vocabulary.length);
  const match = matchGraph<StateTensors>(tensors, graph, config.training.optimizer);
  if (!match.ok) return match;
  const stored = [...tensors.values()];
  const bytes = stored.reduce((sum, tensor) => sum + tensor.bytes.size, 0);
  const details: CheckpointDetails = {
    formatVersion: 1,
    config,
    tokenizer,
    template: "",
    dataset: { id: null, name: label.name, hash: "" },
    progress: freshProgress,
    trainingSeconds: 0,
  };
  return success({
    checkpoint: { tensors: match.value, details },
    origin: { ...label, dtype: stored[0].dtype, bytes },
  });
}

/** Gives the page's settings with the model and the tokens of the files; weights are never dropped out unasked. */
function settingsOf(config: RunConfig, { shape, normEpsilon }: Gpt2Config): Result<RunConfig> {
  const { layers, heads, embeddingSize, positions } = shape;
  const sides = { layers, heads, embeddingSize, positions, normEpsilon };
  for (const [name, side] of Object.entries(sides)) {
    const setting = gpt2.settings[name as keyof typeof sides];
    const checked = checkSetting(setting, side);
    if (!checked.ok || checked.adjusted) {
      return failure({
        code: "modelSettingRefused",
        setting: name,
        found: `${side}`,
        wanted: `${setting.min} – ${setting.max}`,
      });
    }
  }
  return success({
    ...config,
    base: "",
    // It has no adapters and nothing that is frozen, whatever the next run trains: its numbers are those of its files.
    tuning: { ...config.tuning, trains: "all", freezeEmbeddings: false },
    tokens: { ...config.tokens, tokenizer: "byteBpe", contextLength: positions },
    model: changeModel(config.model, { architecture: "gpt2", ...sides, dropout: 0 }),
  });
}

async function readTokenizer(files: ModelFiles): Promise<Result<ByteBpeState>> {
  const { tokenizer, vocabulary, merges } = modelFileNames;
  if (files.has(tokenizer)) {
    const text = await readText(files, tokenizer);
    return text.ok ? readTokenizerJson(text.value) : text;
  }
  const [words, pairs] = [await readText(files, vocabulary), await readText(files, merges)];
  if (!words.ok) return words;
  return pairs.ok ? readVocabularyAndMerges(words.value, pairs.value) : pairs;
}
