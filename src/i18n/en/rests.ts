// English reasons for which a setting has no effect beside the others.
import type { RestReason } from "@/domain/config/rest-rules";
import type { Message } from "../message";

export const enRests = {
  "rests.otherRecords": "Records of this text do not end at separators",
  "rests.noSeparator": "Needs a line that separates the records",
  "rests.rareKept": "Rare characters stay as they are",
  "rests.nearDuplicatesKept": "Near duplicates stay",
  "rests.keptIncomplete": "Incomplete rows are kept",
  "rests.noPadToken": "Needs a padding token",
  "rests.noPadding": "Records have no padding",
  "rests.lossAtLast": "The model guesses at the last position alone",
  "rests.noValidation": "Nothing is held back for validation",
  "rests.otherArchitecture": "This architecture does not have it",
  "rests.oneHotWidth": "One-hot vectors are as wide as the vocabulary",
  "rests.blockWidth": "Attention blocks take their width from the embedding",
  "rests.listedDelimiter": "The delimiter stands in the list",
  "rests.noQuotes": "Nothing encloses the fields of this table",
  "rests.bareLayers": "This form of attention has a single layer",
  "rests.bareDropout": "This form of attention has no dropout",
  "rests.oneGruLayer": "A GRU drops values between its layers, and this one has a single layer",
  "rests.alwaysLast": "This model always learns from the last position",
  "rests.alwaysEvery": "This model always learns from every position",
  "rests.onePosition": "A context of one token has a single position",
  "rests.otherOptimizer": "The chosen optimizer does not use it",
  "rests.otherSchedule": "The chosen schedule does not use it",
  "rests.otherLength": "The length is asked for in another way",
  "rests.rateAtFloor": "The schedule cannot lower the learning rate, which does not lie above its minimum",
  "rests.factorOfOne": "A reduction factor of 1 never changes the rate",
  "rests.noEarlyStopping": "Early stopping is off",
} as const satisfies Record<`rests.${RestReason}`, Message>;
