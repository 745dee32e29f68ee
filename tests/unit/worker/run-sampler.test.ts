// The sampler over a run without a model and a clock that only works move.
import { describe, expect, it } from "vitest";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunSample } from "@/domain/run/run";
import { defaultSampling } from "@/domain/sampling/sampling-parameters";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { freshProgress } from "@/domain/training/progress";
import type { Engine, SessionState, StatePlace } from "@/engine/engine";
import type { ActiveRun } from "@/worker/active-run";
import { EventOutbox } from "@/worker/event-outbox";
import { RunSampler } from "@/worker/run-sampler";
import { SerialQueue } from "@/worker/serial-queue";

/** What the house promises. */
const MOST_SHARE = 0.05;
const OPENING = 60;
const SLICE = 100;
const STEPS_A_SLICE = 5;

/** A run of so many weights whose every token takes `token` milliseconds; `fails` has its decoder break. */
function hearing({ token = 3, fails = false, weights = 1 } = {}) {
  let clock = 0;
  let openings = 0;
  let open = 0;
  const samples: RunSample[] = [];
  const outbox = new EventOutbox();
  outbox.listen((events) => {
    for (const event of events) if (event.type === "sample") samples.push(event.sample);
  });
  const tensor = { shape: [weights], data: Float32Array.of(0) };
  const state = (step: number): SessionState => ({ step, tensors: new Map([["w", tensor]]) });
  const training = {
    progress: freshProgress,
    trainingMilliseconds: 0,
    good: freshProgress,
    settings: defaultConfig.training,
    session: {
      readState: async (_: "weights", of: StatePlace) => state(of === "good" ? 0 : training.progress.step),
    },
  };
  const engine = {
    openDecoder: async () => {
      clock += OPENING;
      openings += 1;
      if (fails) throw new Error("no memory");
      open += 1;
      const feed = () => {
        clock += token;
        return Float32Array.of(1, 0);
      };
      const dispose = () => {
        open -= 1;
      };
      return {
        lookback: null,
        stride: 16,
        feed,
        reset: () => undefined,
        mark: () => () => true,
        form: () => null,
        dispose,
      };
    },
  } as unknown as Engine;
  const tokenizer = createCharacterTokenizer({
    kind: "character",
    vocabulary: ["a", "b"],
    specialCount: 0,
    padId: null,
  });
  const active = {
    id: "run",
    engine,
    config: defaultConfig,
    graph: buildRunGraph(defaultConfig, 2),
    data: { tokenizer, template: "", dataset: { id: null, name: "", hash: "" } },
    training,
    queue: new SerialQueue(),
  } as unknown as ActiveRun;
  const sampler = new RunSampler(outbox, () => clock);
  sampler.setSampling({ ...defaultSampling, temperature: 0, length: 20 });
  let longest = 0;
  let spent = 0;
  /** Trains `slices` slices, with a turn after each. */
  const train = async (slices: number) => {
    for (let slice = 0; slice < slices; slice++) {
      training.trainingMilliseconds += SLICE;
      training.progress = { ...training.progress, step: training.progress.step + STEPS_A_SLICE };
      const before = clock;
      await sampler.between(active);
      longest = Math.max(longest, clock - before);
      spent += clock - before;
    }
    outbox.flush();
  };
  const figures = () => ({ steps: samples.map(({ step }) => step), spent, longest, openings, open });
  return { sampler, active, training, train, samples, outbox, figures };
}

describe("the run sampler", () => {
  it("writes from step 0 on at spaced steps within its share, a short turn after each slice", async () => {
    const { train, figures, samples } = hearing({ token: 8 });
    await train(600);
    const { steps, spent, longest } = figures();
    expect(samples[0]).toEqual({ step: 0, prompt: "", seed: "", text: "a".repeat(20) });
    expect(steps.length).toBeGreaterThan(8);
    expect(new Set(steps).size).toBe(steps.length);
    const gaps = steps.slice(1).map((step, index) => step - steps[index]);
    expect(Math.min(...gaps.slice(3))).toBeGreaterThanOrEqual(100);
    expect(spent / (600 * SLICE)).toBeLessThanOrEqual(MOST_SHARE);
    expect(longest).toBeLessThan(OPENING + 10 + 8);
  });

  it("holds its share where every token takes long", async () => {
    const { train, figures } = hearing({ token: 40 });
    await train(600);
    const { steps, spent, longest } = figures();
    expect(steps.length).toBeGreaterThan(1);
    expect(spent / (600 * SLICE)).toBeLessThanOrEqual(MOST_SHARE + 40 / (600 * SLICE));
    expect(longest).toBeLessThanOrEqual(OPENING + 40);
  });

  it("finishes its text once the run rests, writes one by the weights as they rest, and stops when the run goes on", async () => {
    const { sampler, active, train, figures, outbox } = hearing();
    await train(1);
    await sampler.atRest(active);
    outbox.flush();
    expect(figures()).toMatchObject({ steps: [0, STEPS_A_SLICE], open: 0 });
    await train(1);
    const resting = sampler.atRest(active);
    await train(1);
    await resting;
    expect(figures().steps).toEqual([0, STEPS_A_SLICE]);
    expect(figures().open).toBe(1);
    sampler.leave();
    expect(figures().open).toBe(0);
  });

  it("lets a text that somebody asked for go before one at rest", async () => {
    const { sampler, active, train, figures, outbox } = hearing();
    await train(1);
    let end = () => {};
    const asked = sampler.after(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    const { openings } = figures();
    const resting = sampler.atRest(active);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
    expect(figures()).toMatchObject({ steps: [], openings });
    end();
    await Promise.all([asked, resting]);
    outbox.flush();
    expect(figures()).toMatchObject({ steps: [0, STEPS_A_SLICE], open: 0 });
  });

  it.each([
    { of: "a small model", weights: 1, beside: 1 },
    { of: "a large model", weights: 2 ** 26, beside: 0 },
  ])("keeps a text of $of under way open beside one that is asked for: $beside", async ({ weights, beside }) => {
    const { sampler, active, train, figures, outbox } = hearing({ token: 8, weights });
    await train(1);
    expect(figures()).toMatchObject({ steps: [], open: 1 });
    await sampler.after(async () => {
      expect(figures().open).toBe(beside);
      await train(20);
      expect(figures()).toMatchObject({ steps: [], open: beside });
    });
    await train(40);
    await sampler.atRest(active);
    outbox.flush();
    expect(figures().steps[0]).toBe(0);
    expect(figures().steps.at(-1)).toBe(61 * STEPS_A_SLICE);
    expect(figures().open).toBe(0);
  });

  it("writes a text later that somebody came before while its writer was being opened", async () => {
    const { sampler, active, train, figures, outbox } = hearing({ token: 8, weights: 2 ** 26 });
    const beginning = train(1);
    await sampler.after(() => beginning);
    expect(figures()).toMatchObject({ steps: [], openings: 1, open: 0 });
    await train(60);
    await sampler.atRest(active);
    outbox.flush();
    expect(figures().steps[0]).toBe(0);
  });

  it("is silent while nothing is to be heard", async () => {
    const { sampler, active, train, figures } = hearing();
    sampler.setSampling(null);
    await train(50);
    await sampler.atRest(active);
    expect(figures()).toMatchObject({ steps: [], openings: 0 });
  });

  it("takes no more turns than others where a text cannot be written", async () => {
    const { train, figures } = hearing({ fails: true });
    await train(600);
    expect(figures().openings).toBeLessThan(40);
    expect(figures().spent / (600 * SLICE)).toBeLessThanOrEqual(MOST_SHARE);
  });
});
