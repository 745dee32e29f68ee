// From clean records to windows: cut out of all of them one behind the other, or each record, or pair, as one.
import type { CorpusConfig, TokenConfig } from "../config/run-config";
import type { Corpus } from "../corpus/corpus";
import { encodePairs, type PairTexts } from "../pairs/encode-pairs";
import type { PreparedPairs } from "../pairs/held-out-pairs";
import { laySequences } from "../pairs/lay-sequences";
import { layStream } from "../pairs/lay-stream";
import { type PairsSummary, summarizePairs } from "../pairs/pairs-summary";
import { failure, type Result, success } from "../result";
import { recordEndOf } from "../tokenizer/end-token";
import type { Tokenizer } from "../tokenizer/tokenizer";
import { buildWindows } from "./build-windows";
import { encodeRecords, type TokenStream } from "./encode-records";
import { splitRecords } from "./split-records";
import type { TokenWindows } from "./token-windows";

/** What is cut, and by which settings (tokens-in-force.ts). */
export interface CutRequest {
  readonly corpus: Corpus;
  readonly corpusConfig: CorpusConfig;
  readonly tokens: TokenConfig;
  readonly tokenizer: Tokenizer;
  /** Hashed. */
  readonly seed: number;
  /** Most tokens of all records. */
  readonly most: number;
}

/** Windows and what is known of the records in them. */
export interface CutWindows {
  readonly windows: TokenWindows;
  readonly pairs: PreparedPairs | null;
  readonly pairsSummary: PairsSummary | null;
  readonly records: Pick<TokenStream, "trainRecords" | "validationRecords" | "unknown">;
}

/** Encodes and cuts; yields the number of UTF-16 units encoded so far. Fails with textTooShort or tooFewRecords. */
export function* cutWindows(request: CutRequest): Generator<number, Result<CutWindows>> {
  const { corpus, tokens, tokenizer, seed, most } = request;
  if (corpus.pairs !== null || tokens.layout === "records") return yield* cutPairs(request);
  const stream = yield* encodeRecords(corpus.records, tokenizer, tokens, seed, most);
  const windows = buildWindows(stream, tokens, tokenizer.size, seed);
  if (!windows.ok) return windows;
  return success({ windows: windows.value, pairs: null, pairsSummary: null, records: stream });
}

/** Records that are no pairs are responses to nothing. */
function* cutPairs({
  corpus,
  corpusConfig,
  tokens,
  tokenizer,
  seed,
}: CutRequest): Generator<number, Result<CutWindows>> {
  const { records } = corpus;
  const { order, trainRecords } = yield* splitRecords(records.length, tokens, seed, corpus.pairs?.questions);
  const texts: PairTexts = { records, ...(corpus.pairs ?? { promptUnits: [], questions: [] }) };
  const id = recordEndOf(tokenizer.state, { corpus: corpusConfig });
  const end = { text: corpusConfig.endToken, id };
  const encoded = yield* encodePairs(texts, tokenizer, order, end);
  const laid =
    tokens.layout === "records"
      ? enoughOf(laySequences(encoded, trainRecords, tokenizer, tokens), corpus, tokens)
      : buildWindows(layStream(encoded, trainRecords, tokenizer, tokens), tokens, tokenizer.size, seed);
  if (!laid.ok) return laid;
  const heldOut = order?.subarray(trainRecords) ?? new Uint32Array(0);
  const pairs = corpus.pairs && { ...texts, heldOut, end };
  return success({
    windows: laid.value,
    pairs,
    pairsSummary: pairs && summarizePairs(pairs, encoded, order, tokens),
    records: { trainRecords, validationRecords: records.length - trainRecords, unknown: encoded.unknown },
  });
}

function enoughOf(
  windows: TokenWindows,
  { records, pairs }: Corpus,
  { validationShare }: Pick<TokenConfig, "validationShare">,
): Result<TokenWindows> {
  const { train, validation } = windows;
  if (train.count > 0 && (validationShare === 0 || validation.count > 0)) return success(windows);
  const different = pairs === null ? records.length : new Set(pairs.questions).size;
  const needed = validationShare === 0 ? 1 : 2;
  const split = train.count === 0 ? "train" : "validation";
  return failure({ code: "tooFewRecords", ofPairs: pairs !== null, different, needed, split });
}
