// Every setting of a run in one plain object: the only source for page, address, files and engines.
// Ranges are in parameters.ts, words in i18n, defaults in defaults.ts, presets in presets.ts, validation in parse-config.ts.

import type { ModelConfig } from "../architectures/registry";
import type { SampleWay } from "../corpus/byte-sampler";
import type { EncodingLabel } from "../corpus/encodings";
import type { SourceForm } from "../corpus/source";
import type { Normalization } from "../corpus/unicode-form";
import type { ParamStorage } from "../graph/model-graph";
import type { TokenizerState } from "../tokenizer/tokenizer";
import type { OptimizerKind } from "../training/optimizer";
import type { ShuffleMode } from "../windows/batch-order";
import type { WindowLayout } from "../windows/token-windows";

/** All settings of a run, by section. */
export interface RunConfig {
  /** Any text; hashed to 32 bits. */
  readonly seed: string;
  /** What the run begins with: a run, or a model of the list beside the page, by its id; empty for fresh weights. */
  readonly base: string;
  readonly corpus: CorpusConfig;
  readonly tokens: TokenConfig;
  readonly model: ModelConfig;
  readonly tuning: TuningConfig;
  readonly training: TrainingConfig;
}

/** How bytes become records. "auto" means sniffed. */
export interface CorpusConfig {
  /** The form of the file; "auto" finds it by its name and content. */
  readonly readAs: "auto" | SourceForm;
  /**
   * Which file of an archive or sheet of a workbook is read, by its path or name; with `+` before it, all that are like
   * it. Empty for what is largest.
   */
  readonly member: string;
  /** How a file beyond `sampleMegabytes` is read: evenly spaced stretches, or its beginning alone. */
  readonly sample: SampleWay;
  /** Most megabytes (10^6 bytes) of a file that are read. */
  readonly sampleMegabytes: number;
  /** Most rows of a table that are read, the first ones; 0 for all. */
  readonly mostRows: number;
  /** Share of the rows of a table that is drawn at random from all of the file; 1 for all. */
  readonly rowShare: number;
  /** Any text, by which the rows are drawn; runs with other seeds learn from the same rows. */
  readonly rowSeed: string;
  readonly encoding: "auto" | EncodingLabel;
  /** What parts two columns; "none" where each line is one field. */
  readonly delimiter: "auto" | "," | ";" | "\t" | "|" | ":" | "~" | "^" | "@" | " " | "other" | "none";
  /** The delimiter where it is none of those, as it is typed (delimiter-text.ts). */
  readonly otherDelimiter: string;
  /** What encloses fields that hold delimiters or line breaks. */
  readonly quote: "auto" | '"' | "'" | "none";
  /** How a quote is written inside a quoted field: twice, or behind a backslash. */
  readonly escape: "auto" | "double" | "backslash";
  /** Lines above the table that are passed over, as digits; empty to find them. */
  readonly skippedLines: string;
  /** The mark of lines that are no rows. */
  readonly comment: "auto" | "none" | "#" | "//" | ";" | "%";
  readonly header: "auto" | "yes" | "no";
  /** Where in a JSON file its records lie, such as `data[].qas[]`; empty for the likeliest place. */
  readonly recordPath: string;
  /** Whether the texts of a list inside a JSON record are lines of that record, or records of their own. */
  readonly lists: "lines" | "records";
  /** Whether each message of a chat is a record, or each stretch of talk without a long pause. */
  readonly chatRecords: "message" | "conversation";
  /** Whether the people of a chat are called P1, P2, … */
  readonly replaceNames: boolean;
  /** Whether what stands around a book or a page of notes (front-matter.ts) is cut off. */
  readonly cutFrontMatter: boolean;
  /** `<name>{Model Name}…<|end|>`; empty for the automatic template. Unused for plain text. */
  readonly template: string;
  /**
   * The prompt and the response of a pair, templates like the record's; with both filled in, records are pairs
   * (pairs/pair-template.ts) and the record's template rests.
   */
  readonly prompt: string;
  readonly response: string;
  /** Stands between prompt and response. */
  readonly pairSeparator: string;
  /** Whether pairs whose prompt came before with another response are dropped. */
  readonly repeatedQuestions: "keep" | "first";
  /** Whether records are dropped in which a field that they need is empty. */
  readonly dropIncomplete: boolean;
  /** The columns that a record needs; null for those that hold the text itself (needed-fields.ts). */
  readonly neededFields: readonly string[] | null;
  readonly removeDuplicates: boolean;
  readonly lowercase: boolean;
  readonly trim: boolean;
  /** Removes tags of HTML. */
  readonly removeMarkup: boolean;
  readonly decodeEntities: boolean;
  /** Removes invisible, control, private and broken characters and turns unusual spaces into plain ones. */
  readonly removeOddCharacters: boolean;
  /** Writes words that mix alphabets by look-alike letters in one alphabet. */
  readonly replaceLookAlikes: boolean;
  /** Language of the marks in the place of e-mail addresses and numbers of people; "keep" leaves them. */
  readonly personalData: "keep" | "english" | "portuguese";
  /** Fewest characters of a record, template included. */
  readonly shortestRecord: number;
  /** Most characters of a record, template included; 0 for no limit. */
  readonly longestRecord: number;
  /** Whether rare characters are replaced by one mark, or the records that hold them left out. */
  readonly rareCharacters: "keep" | "replace" | "drop";
  /** Characters that stand fewer times than this are rare. */
  readonly rareBelow: number;
  readonly removeNearDuplicates: boolean;
  /** Jaccard index of their shingles from which two records are near duplicates. */
  readonly similarity: number;
  /** Undoes text that was encoded twice (`Ã§` for `ç`). */
  readonly repairEncoding: boolean;
  /** Unicode form in which every character is spelled. */
  readonly normalization: Normalization;
  /** How a plain text falls into records; "auto" cuts at the separator where there is one, and lists into lines. */
  readonly textRecords: "auto" | "whole" | "lines" | "blankLines" | "headings" | "separator" | "markers";
  /** A line that ends a record in a plain text (`@`); empty for none. */
  readonly separator: string;
  readonly separatorAction: "drop" | "endToken";
  /** Written where separatorAction asks for it, and at the end of an automatic template. */
  readonly endToken: string;
}

/** How records become windows. */
export interface TokenConfig {
  readonly tokenizer: TokenizerState["kind"];
  /** Tokens of a byte-level vocabulary that is trained on the data, special ones and bytes included. */
  readonly vocabularySize: number;
  /** Order of the characters in the vocabulary, after the special tokens. */
  readonly order: "appearance" | "sorted";
  /** Matched before characters, ids from 0 (after the padding token). Null: every `<tag>` of the template and the end token. */
  readonly specialTokens: readonly string[] | null;
  /** Id 0 and the left filling; empty for none. */
  readonly padToken: string;
  /** Whether contextLength padding tokens stand before each record. */
  readonly padRecords: boolean;
  /** Whether padding counts as a target: in losses, accuracies, gradients and baselines. */
  readonly countPadding: boolean;
  /** Whether of pairs only the response and the end count as targets. */
  readonly answerOnly: boolean;
  /** T */
  readonly contextLength: number;
  /** Whether windows are cut out of all records one behind the other, or each record is one; "auto" as pairs ask for it. */
  readonly layout: "auto" | WindowLayout;
  readonly stride: number;
  readonly split: "record" | "position" | "window";
  /** Share of records, positions or windows kept for validation, 0 to 0.5. */
  readonly validationShare: number;
}

/** What of given weights training changes. */
export interface TuningConfig {
  /** Everything, the last blocks with all behind them, or low-rank adapters beside frozen weights. */
  readonly trains: "all" | "lastBlocks" | "lora";
  /** Blocks that are trained, counted from the last. */
  readonly lastBlocks: number;
  /** Whether the tables of tokens and positions stay as they are; a head that is tied to a table stays with it. */
  readonly freezeEmbeddings: boolean;
  /** Width of the adapters. */
  readonly loraRank: number;
  /** What adapters give counts alpha / rank times. */
  readonly loraAlpha: number;
  /** Which products of the blocks have an adapter (graph/adapted-layers.ts). */
  readonly loraLayers: "qkv" | "attention" | "feedForward" | "all";
  /** How matrices that stay as they are lie in memory; as halves, each number is the nearest half (graph/tune.ts). */
  readonly frozenStorage: ParamStorage;
}

/** How the network learns; settings that optimizer or schedule do not know have no effect. */
export interface TrainingConfig {
  readonly optimizer: OptimizerKind;
  readonly learningRate: number;
  readonly momentum: number;
  readonly beta1: number;
  readonly beta2: number;
  /** RMSProp's decay of the running square. */
  readonly decay: number;
  readonly epsilon: number;
  readonly epsilonInsideRoot: boolean;
  readonly weightDecay: number;
  /** Largest global norm of the gradient; 0 for no clipping. */
  readonly gradientClip: number;
  /** Windows that are computed at once. */
  readonly batchSize: number;
  /** Batches of a step: their gradients add up before the weights change. */
  readonly accumulation: number;
  /** What tells how long a run lasts; "auto" fits it to data and model. */
  readonly runLength: "auto" | "epochs" | "steps";
  /** Length of a run in epochs, where it is asked for so. */
  readonly epochs: number;
  /** Length of a run in steps, where it is asked for so. */
  readonly steps: number;
  readonly shuffle: ShuffleMode;
  readonly schedule: "constant" | "plateau" | "step" | "cosine";
  /** Plateau and step: each reduction multiplies the rate by this. */
  readonly scheduleFactor: number;
  /** Plateau: epochs without improvement before a reduction. */
  readonly schedulePatience: number;
  /** Step: epochs between reductions. */
  readonly scheduleEvery: number;
  /** Cosine: steps of linear warm-up; the floor is minimumLearningRate. */
  readonly warmupSteps: number;
  /** Cosine: step at which the floor is reached; 0 for the end of the run. */
  readonly cosineSteps: number;
  readonly minimumLearningRate: number;
  readonly earlyStopping: "off" | "train" | "validation";
  /** Epochs without improvement before the run stops. */
  readonly patience: number;
  /** Steps between short looks at the validation windows, 0 for none; every epoch ends with a full one. */
  readonly evaluateEvery: number;
}

/** Settings that may change while a run goes on; all others apply to the next run. */
export type LiveTrainingKey =
  | "learningRate"
  | "momentum"
  | "beta1"
  | "beta2"
  | "decay"
  | "epsilon"
  | "weightDecay"
  | "gradientClip"
  | "runLength"
  | "epochs"
  | "steps"
  | "evaluateEvery"
  | "earlyStopping"
  | "patience";
