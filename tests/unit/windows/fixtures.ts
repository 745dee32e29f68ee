// Small settings and corpora for tests of preparation.
import { defaultConfig } from "@/domain/config/defaults";
import type { CorpusConfig, TokenConfig } from "@/domain/config/run-config";
import { type Corpus, NO_MENDS } from "@/domain/corpus/corpus";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { trainCharacterVocabulary } from "@/domain/tokenizer/character-vocabulary";
import type { Tokenizer } from "@/domain/tokenizer/tokenizer";
import { finish } from "../support/finish";

export const tokenConfig: TokenConfig = {
  tokenizer: "character",
  vocabularySize: 1024,
  order: "appearance",
  specialTokens: null,
  padToken: "",
  padRecords: false,
  countPadding: false,
  layout: "stream",
  answerOnly: false,
  contextLength: 4,
  stride: 1,
  split: "record",
  validationShare: 0,
};

export const corpusConfig: CorpusConfig = {
  ...defaultConfig.corpus,
  removeDuplicates: false,
  trim: false,
  decodeEntities: false,
  normalization: "none",
};

/** Makes a cleaned corpus out of record texts. */
export function corpusOf(records: readonly string[], template = ""): Corpus {
  const characters = records.reduce((sum, record) => sum + [...record].length, 0);
  const report = {
    reading: null,
    needed: [],
    read: records.length,
    findings: [],
    mends: NO_MENDS,
    pairs: null,
  };
  const lines = records.map((_, index) => index + 1);
  return { records, lines, template, marks: [], pairs: null, report: { ...report, kept: records.length, characters } };
}

/** Trains a tokenizer with no special token but padding, unless told. */
export function tokenizerOf(records: readonly string[], padToken = "", specials: readonly string[] = []): Tokenizer {
  const state = finish(trainCharacterVocabulary(records, { order: "sorted", padToken }, specials));
  if (!state.ok) throw new Error(`tokenizerOf: expected a vocabulary, got ${state.error.code}`);
  return createCharacterTokenizer(state.value.state);
}
