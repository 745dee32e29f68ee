// Corpora of pairs for tests.
import type { CorpusConfig } from "@/domain/config/run-config";
import { buildCorpus } from "@/domain/corpus/build-corpus";
import type { Corpus } from "@/domain/corpus/corpus";
import { expectValue, PLAIN_CONFIG, readText } from "../corpus/support";
import { finish } from "../support/finish";

/** Questions and answers, nothing cleaned. */
export const PAIR_CONFIG: CorpusConfig = { ...PLAIN_CONFIG, prompt: "{question}", response: "{answer}" };

/** Reads rows and makes pairs of them. */
export function pairsOf(rows: readonly object[], change: Partial<CorpusConfig> = {}): Corpus {
  return pairsOfText("rows.json", JSON.stringify(rows), change);
}

/** Reads a file and makes pairs of its records. */
export function pairsOfText(name: string, text: string, change: Partial<CorpusConfig> = {}): Corpus {
  return expectValue(finish(buildCorpus(expectValue(readText(name, text)), { ...PAIR_CONFIG, ...change })));
}
