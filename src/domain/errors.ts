// Every failure that a user can cause, as data carrying its numbers. The page turns each code into
// one sentence with a remedy (src/i18n); each room declares its own codes beside its code.
import type { CheckpointError } from "./checkpoint/checkpoint-error";
import type { ConfigError } from "./config/config-problem";
import type { CorpusError } from "./corpus/corpus-error";
import type { PretrainedError } from "./pretrained/pretrained-error";
import type { TokenizerError } from "./tokenizer/tokenizer-error";
import type { TrainingError } from "./training/training-error";
import type { WindowError } from "./windows/window-error";

/** Any failure that a user can cause. */
export type AppError =
  | CorpusError
  | WindowError
  | ConfigError
  | TrainingError
  | CheckpointError
  | PretrainedError
  | TokenizerError;

/** The name of a failure. */
export type ErrorCode = AppError["code"];
