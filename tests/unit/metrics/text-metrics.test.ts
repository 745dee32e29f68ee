import { readFileSync } from "node:fs";
import { l as rougeLOracle, n as rougeNOracle } from "js-rouge";
import { describe, expect, it } from "vitest";
import type { Language } from "@/domain/language";
import { answerMetrics, type MeasuredAnswer } from "@/domain/metrics/text/answer-metrics";
import { answerWords } from "@/domain/metrics/text/answer-words";
import { BLEU_SIGNATURE, bleu, bleuStatistics, sentenceBleu } from "@/domain/metrics/text/bleu";
import { differenceInterval, sumStatistics } from "@/domain/metrics/text/bootstrap";
import { CHRF_SIGNATURE, chrf, chrfStatistics } from "@/domain/metrics/text/chrf";
import { guessLanguage } from "@/domain/metrics/text/guess-language";
import { rougeL, rougeN, rougeWords } from "@/domain/metrics/text/rouge";
import { tokenOverlap } from "@/domain/metrics/text/token-overlap";
import { tokenize13a } from "@/domain/metrics/text/tokenize-13a";

interface Pair {
  readonly answer: string;
  readonly reference: string;
}

interface TruthPair extends Pair {
  readonly language: Language;
  readonly words13a: readonly string[];
  readonly bleu: number;
  readonly chrf: number;
  readonly exactMatch: number;
  readonly tokenPrecision: number;
  readonly tokenRecall: number;
  readonly tokenF1: number;
}

interface Corpus {
  readonly pairs: readonly (readonly [string, string])[] | null;
  readonly bleu: number;
  readonly chrf: number;
}

interface Truth {
  readonly madeWith: string;
  readonly articlesCount: Pair & { readonly tokenF1: number };
  readonly pairs: readonly TruthPair[];
  readonly corpora: { readonly [name: string]: Corpus };
}

const truth: Truth = JSON.parse(readFileSync("tests/truth/fixtures/text-metrics.json", "utf8"));

const measured = ({ answer, reference }: Pair): MeasuredAnswer => ({
  text: answer,
  reference,
  referenceLoss: 2,
  referenceTokens: 4,
});

function pairsOf(name: string): readonly Pair[] {
  const { pairs } = truth.corpora[name];
  if (pairs !== null) return pairs.map(([answer, reference]) => ({ answer, reference }));
  return truth.pairs.filter(({ language }) => name === "all" || language === name);
}

describe("BLEU and chrF", () => {
  it("give what sacreBLEU gives for 50 pairs", () => {
    expect(truth.pairs).toHaveLength(50);
    for (const pair of truth.pairs) {
      const { answer, reference } = pair;
      expect(tokenize13a(answer), answer).toEqual(pair.words13a);
      expect(sentenceBleu(answer, reference), answer).toBeCloseTo(pair.bleu, 9);
      expect(chrf(chrfStatistics(answer, reference)), answer).toBeCloseTo(pair.chrf, 9);
    }
  });

  it.each(Object.keys(truth.corpora))("add up over the pairs of %s", (name) => {
    const pairs = pairsOf(name).map(measured);
    for (const metric of ["bleu", "chrf"] as const) {
      const { statistics, score } = answerMetrics[metric];
      const sums = sumStatistics(pairs.map((pair) => statistics(pair, null)));
      expect(score(sums)).toBeCloseTo(truth.corpora[name][metric], 9);
    }
  });

  it("bear the signatures that sacreBLEU gives its figures", () => {
    for (const signature of [BLEU_SIGNATURE, CHRF_SIGNATURE]) {
      expect(truth.madeWith).toContain(`${signature}|version:2.`);
    }
  });

  it("take orders that no answer is long enough for as missing, unless they are left out", () => {
    const statistics = bleuStatistics("bola", "bola");
    expect(bleu(statistics, "all")).toBe(0);
    expect(bleu(statistics, "effective")).toBeCloseTo(100, 9);
  });
});

describe("the overlap of words", () => {
  it("gives exact match, precision, recall and F1 of the 50 pairs, by the articles of their language", () => {
    for (const pair of truth.pairs) {
      const { answer, reference, language } = pair;
      for (const metric of ["exactMatch", "tokenPrecision", "tokenRecall", "tokenF1"] as const) {
        const [value, weight] = answerMetrics[metric].statistics(measured(pair), language);
        expect(value, `${metric} of ${answer} / ${reference}`).toBeCloseTo(pair[metric], 12);
        expect(weight).toBe(1);
      }
    }
  });

  it("leaves articles in where the language is not known, and those of English in Portuguese", () => {
    const { answer, reference, tokenF1 } = truth.articlesCount;
    expect(tokenOverlap(answerWords(answer, null), answerWords(reference, null)).f1).toBeCloseTo(tokenF1, 12);
    expect(answerWords("the an", "pt-BR")).toEqual(["the", "an"]);
    expect(answerWords("O gol, à uma da manhã", "pt-BR")).toEqual(["gol", "à", "da", "manhã"]);
  });
});

describe("ROUGE", () => {
  it("takes words whole, accents that are characters of their own included", () => {
    expect(rougeWords("«Na\u0303o», disse: 7-1!")).toEqual(["na\u0303o", "disse", "7", "1"]);
  });

  // js-rouge splits as the Penn Treebank and takes punctuation for words; by our words it must give our figures.
  it("is that of js-rouge over the same words", () => {
    for (const { answer, reference } of truth.pairs) {
      if (rougeWords(answer).length === 0 || rougeWords(reference).length === 0) {
        expect([rougeN(answer, reference, 1), rougeL(answer, reference)]).toEqual([0, 0]);
        continue;
      }
      const tokenizer = (text: string) => [...rougeWords(text)];
      const oracle = { tokenizer, caseSensitive: false, segmenter: (text: string) => [text] };
      for (const n of [1, 2]) {
        expect(rougeN(answer, reference, n), answer).toBeCloseTo(rougeNOracle(answer, reference, { ...oracle, n }), 12);
      }
      expect(rougeL(answer, reference), answer).toBeCloseTo(rougeLOracle(answer, reference, oracle), 12);
    }
  });

  it("is that of js-rouge by its own words where a text is words alone, with accents", () => {
    const plain = (text: string) => rougeWords(text).join(" ");
    const pairs = truth.pairs.map(({ answer, reference }) => [plain(answer), plain(reference)] as const);
    const both = pairs.filter(([answer, reference]) => answer !== "" && reference !== "");
    expect(both.length).toBeGreaterThan(40);
    for (const [answer, reference] of both) {
      expect(rougeN(answer, reference, 2), answer).toBeCloseTo(rougeNOracle(answer, reference, { n: 2 }), 12);
      expect(rougeL(answer, reference), answer).toBeCloseTo(rougeLOracle(answer, reference), 12);
    }
  });
});

describe("the loss", () => {
  it("weighs by tokens, and perplexity is that of the mean", () => {
    const answers = [measured({ answer: "", reference: "" }), { ...measured(truth.pairs[0]), referenceLoss: 6 }];
    const sumsOf = (name: "loss" | "perplexity") =>
      sumStatistics(answers.map((answer) => answerMetrics[name].statistics(answer, null)));
    expect(answerMetrics.loss.score(sumsOf("loss"))).toBe(1);
    expect(answerMetrics.perplexity.score(sumsOf("perplexity"))).toBeCloseTo(Math.E, 12);
  });
});

describe("the paired bootstrap", () => {
  const rows = (values: readonly number[]) => values.map((value) => [value, 1]);
  const mean = (sums: ArrayLike<number>) => sums[0] / sums[1];

  it("gives no width to a difference that every pair has", () => {
    const base = rows([1, 2, 3, 4, 5, 60]);
    const tuned = rows([3, 4, 5, 6, 7, 62]);
    const interval = differenceInterval(base, tuned, mean, 7);
    expect(interval?.low).toBeCloseTo(2, 9);
    expect(interval?.high).toBeCloseTo(2, 9);
  });

  it("is as wide as theory has it, by its seed", () => {
    // Half of 100 pairs differ by 1: the mean of the difference is 0.5, its standard error 0.05.
    const base = rows(Array.from({ length: 100 }, () => 0));
    const tuned = rows(Array.from({ length: 100 }, (_, at) => at % 2));
    const interval = differenceInterval(base, tuned, mean, 1);
    expect(interval?.low).toBeGreaterThan(0.38);
    expect(interval?.low).toBeLessThan(0.42);
    expect(interval?.high).toBeGreaterThan(0.58);
    expect(interval?.high).toBeLessThan(0.62);
    expect(differenceInterval(base, tuned, mean, 1)).toEqual(interval);
    const uneven = rows(base.map((_, at) => Math.sqrt(at)));
    expect(differenceInterval(base, uneven, mean, 2)).not.toEqual(differenceInterval(base, uneven, mean, 1));
  });

  it("tells nothing of one pair, nor of what cannot be scored", () => {
    expect(differenceInterval(rows([1]), rows([2]), mean, 1)).toBeNull();
    expect(
      differenceInterval(
        [
          [0, 0],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 0],
        ],
        mean,
        1,
      ),
    ).toBeNull();
  });
});

describe("the language of answers", () => {
  it("is told by the common words, or left open", () => {
    expect(guessLanguage(["Who won the cup of the world?", "It was the team of 1958."])).toBe("en");
    expect(guessLanguage(["Quem venceu a Copa do Mundo?", "Foi o time de 1958, com Pelé."])).toBe("pt-BR");
    expect(guessLanguage(["1958", "Pelé"])).toBeNull();
    expect(guessLanguage(["What do players do?", "No, nothing.", "Que fazem?"])).toBeNull();
  });

  it("is told of each pair of the bundled questions, which are of two languages", () => {
    const rows: { question: string; answer: string }[] = JSON.parse(
      readFileSync("public/datasets/football-qa.json", "utf8"),
    );
    expect(guessLanguage(rows.flatMap(({ question, answer }) => [question, answer]))).toBeNull();
    const guessed = rows.map(({ question, answer }) => guessLanguage([question, answer]));
    expect(guessed.filter((language) => language === "en")).toHaveLength(300);
    expect(guessed.filter((language) => language === "pt-BR")).toHaveLength(200);
  });
});
