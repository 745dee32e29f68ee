// What a comparison says of the loss on held-out pairs against what an evaluation measures on the same windows: two ways
// to one figure, by the tokens of a model from elsewhere, whose end token is not written as the records' is.
import { describe, expect, it } from "vitest";
import { changeModel, firstModel } from "@/domain/architectures/model-config";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { initializeParameters } from "@/domain/graph/initialize";
import { endTokenOf } from "@/domain/tokenizer/end-token";
import { readTokenizerJson } from "@/domain/tokenizer/hugging-face-tokenizer";
import { prepare } from "@/domain/windows/prepare";
import { answerQuestion } from "@/engine/answer-question";
import type { WritingRules } from "@/engine/generate";
import { PlainDevice } from "@/engine/plan/plain/plain-device";
import { createPlanDecoder } from "@/engine/plan/plan-decoder";
import { questionFor, questionsOf } from "@/worker/comparison-questions";
import { planRequest } from "@/worker/plan-request";
import { expectValue } from "../unit/corpus/support";
import { PAIR_CONFIG, pairsOf } from "../unit/pairs/pairs-of";
import { finish } from "../unit/support/finish";
import { tinyTokenizerJson } from "../unit/support/tiny-tokenizer";
import { openPlan } from "./plan/support/open-plan";

const ROWS = Array.from({ length: 24 }, (_, at) => ({ question: `Qual é ${at}?`, answer: `não são ${at * at}` }));
const RULES: WritingRules = {
  temperature: 0,
  topK: 0,
  topP: 1,
  repetitionPenalty: 1,
  length: 1,
  stop: "",
  stopAtEnd: true,
};

describe("the loss on held-out pairs", () => {
  it("is that of an evaluation, where a token of another model ends the responses", async () => {
    const config: RunConfig = {
      ...defaultConfig,
      corpus: PAIR_CONFIG,
      tokens: {
        ...defaultConfig.tokens,
        ...{ layout: "records", contextLength: 48, validationShare: 0.5, split: "record", answerOnly: true },
      },
      model: changeModel(firstModel("gpt2"), { layers: 1, heads: 2, embeddingSize: 16, positions: 48, dropout: 0 }),
    };
    const foreign = expectValue(readTokenizerJson(tinyTokenizerJson()));
    const { corpus, tokens, seed } = config;
    const prepared = expectValue(
      finish(prepare({ corpus: pairsOf(ROWS), corpusConfig: corpus, tokens, seed, tokenizer: foreign })),
    );
    const data = {
      ...prepared,
      template: "",
      dataset: { id: null, name: "pairs", hash: "" },
      unknownCharacters: 0,
    };
    const request = planRequest(config, data);
    const { session } = await openPlan({ ...request, state: null }, async () => new PlainDevice());
    const { count } = data.windows.validation;
    const measured = await session.evaluate("validation", 0, count);
    session.dispose();

    const asked = questionsOf(data, count);
    expect(asked.questions).toHaveLength(count);
    const end = endTokenOf(data.tokenizer.state, config);
    const tensors = initializeParameters(request.graph, request.order.seed);
    const rules = { fillId: 0, chooseForm: () => "exact" as const };
    const decoder = await createPlanDecoder(new PlainDevice(), request.graph, tensors, rules);
    const writer = { decoder, tokenizer: data.tokenizer, config, template: "" };
    let [loss, told] = [0, 0];
    for (const question of asked.questions) {
      expect(question.referenceIds.at(-1)).toBe(end);
      const work = answerQuestion(writer, questionFor(asked, question, writer, true), RULES, { a: 1, b: 2 });
      const spoken = finish(work);
      loss += spoken.loss ?? Number.NaN;
      told += spoken.tokens;
    }
    decoder.dispose();
    expect(told).toBe(measured.counted);
    expect(Math.abs(loss / told - measured.loss)).toBeLessThan(1e-5);
  });
});
