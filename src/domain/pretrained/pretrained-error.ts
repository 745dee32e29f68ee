// What can be wrong with the files of a model that was trained elsewhere.
import type { WrongShape } from "../checkpoint/checkpoint-error";
import type { SafetensorsRule } from "../checkpoint/safetensors-header";
import type { ModelKind } from "./model-kinds";
import type { ListedModel } from "./model-list";

/** Why the files of a model were refused. Tensors have the names that they have in the file. */
export type PretrainedError =
  | { readonly code: "modelFilesMissing"; readonly names: readonly string[] }
  /** Whole models in several folders, of which one is wanted. */
  | { readonly code: "severalModels"; readonly folders: readonly string[] }
  /** Weights as PyTorch's pickles, which can hold any program. */
  | { readonly code: "modelPickled"; readonly name: string }
  | { readonly code: "modelFileUnreadable"; readonly name: string; readonly detail: string }
  | {
      readonly code: "modelFileBroken";
      readonly name: string;
      readonly rule: SafetensorsRule;
      readonly detail: string;
    }
  | { readonly code: "modelOfOtherKind"; readonly type: string; readonly kind: ModelKind }
  | {
      readonly code: "modelSettingRefused";
      readonly setting: string;
      readonly found: string;
      /** What would be taken. */
      readonly wanted: string;
    }
  | {
      readonly code: "modelTensorsRefused";
      readonly missing: readonly string[];
      readonly wrong: readonly WrongShape[];
      /** Each with its number type, which is not read. */
      readonly types: readonly string[];
      readonly unknown: readonly string[];
    }
  | { readonly code: "modelHeadDiffers"; readonly head: string; readonly table: string }
  /** The base that the settings name is neither among the runs nor in the list, "" where nobody knows its name any more. */
  | { readonly code: "baseGone"; readonly base: string }
  /** A model to be deleted whose files another tab uses, by name. */
  | { readonly code: "modelInUse"; readonly name: string }
  /** The fetching of a model of the list was ended by the user. */
  | { readonly code: "baseStopped"; readonly name: ListedModel["name"] }
  | { readonly code: "modelVocabularyDiffers"; readonly model: number; readonly tokenizer: number }
  | {
      readonly code: "adapterSettingRefused";
      readonly setting: string;
      readonly found: string;
      /** What would be taken. */
      readonly wanted: string;
    }
  /** An adapter that is not of the base, by name. */
  | {
      readonly code: "adapterRefused";
      readonly base: string;
      readonly missing: readonly string[];
      readonly wrong: readonly WrongShape[];
      readonly types: readonly string[];
      readonly unknown: readonly string[];
    }
  /** No model of the GPT-2 family is chosen that an adapter could stand beside; `base` is the one that it tells, or "". */
  | { readonly code: "adapterWithoutBase"; readonly base: string };
