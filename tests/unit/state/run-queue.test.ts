// The queue: its list, and how it trains.
import { describe, expect, it } from "vitest";
import type { ConfigPath } from "@/domain/config/config-path";
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";
import { trialsOf } from "@/domain/config/trials";
import { failure, success } from "@/domain/result";
import type { Plan } from "@/domain/run/plan";
import type { RunId } from "@/domain/run/run";
import { freshProgress } from "@/domain/training/progress";
import type { Bases } from "@/state/bases/bases";
import { createRunQueue } from "@/state/run-queue";
import { createRunQueueStore } from "@/state/run-queue-store";
import type { GivenTokens } from "@/worker/protocol";
import { createFakeApp, facts, inState, prepared, report, runOf, source, stepped } from "./fake-client";

const text = { kind: "text", name: "a.txt", text: "abc" } as const;
const died = { code: "workerDied", detail: "boom" } as const;
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** An app with data, and what its worker was asked to train by. */
async function appWithQueue(
  answers: Parameters<typeof createFakeApp>[0] = {},
  effects: Parameters<typeof createFakeApp>[1] = {},
) {
  const trained: RunConfig[] = [];
  const resumed: (readonly [RunId, TrainingConfig])[] = [];
  const app = createFakeApp(
    {
      train: async (run, config) => {
        trained.push(config);
        app.stores.runs.getState().tell([{ type: "opened", run, facts }]);
        app.stores.runs.getState().tell([{ type: "runState", run, state: "running", reason: null, error: null }]);
        return success(null);
      },
      resume: async (run, training) => {
        resumed.push([run, training]);
        app.stores.runs.getState().tell([{ type: "runState", run, state: "running", reason: null, error: null }]);
        return success(null);
      },
      ...answers,
    },
    effects,
  );
  await app.commands.openDevice("reference", "cpu");
  await app.commands.loadData(text);
  const queue = app.commands.later(createRunQueue);
  /** Queues a run for each value of a setting. */
  const vary = async (path: ConfigPath, ...values: readonly unknown[]) => {
    const trials = trialsOf(app.stores.settings.getState().config, [{ path, values }]);
    queue.plan(
      trials.map(({ config, chosen }) => ({
        label: `rate ${chosen[0]?.value}`,
        work: { kind: "begin", config, from: { kind: "fresh" } },
      })),
    );
    await settled();
  };
  const finish = async () => {
    app.tell(stepped(50), inState("finished", "epochsDone"));
    await settled();
  };
  const names = () => [...app.stores.runs.getState().runs.values()].map(({ name }) => name);
  return { ...app, queue, state: () => queue.store.getState(), vary, finish, trained, resumed, names };
}

describe("the list of the queue", () => {
  const plans = ["a", "b", "c"].map((id) => ({ id }) as Plan);
  const order = (store: ReturnType<typeof createRunQueueStore>) =>
    store
      .getState()
      .waiting.map(({ id }) => id)
      .join("");

  it("is moved, shortened and emptied; ends are ends", () => {
    const store = createRunQueueStore();
    const { add, move, remove, clear } = store.getState();
    add(plans);
    move("c", -1);
    expect(order(store)).toBe("acb");
    move("a", -1);
    move("b", 1);
    move("gone", 1);
    expect(order(store)).toBe("acb");
    remove("c");
    expect(order(store)).toBe("ab");
    clear();
    expect(order(store)).toBe("");
  });

  it("takes a plan, puts it back in front, and counts what ended since it was empty", () => {
    const store = createRunQueueStore();
    const { add, take, become, end, putBack, setHold } = store.getState();
    add(plans);
    take();
    become("run");
    expect(store.getState().current).toEqual({ plan: plans[0], run: "run" });
    putBack();
    expect(order(store)).toBe("abc");
    for (const isFailed of [false, true, false]) {
      take();
      end(isFailed);
    }
    setHold("asked");
    expect(store.getState()).toMatchObject({ ended: 3, failed: 1, current: null });
    add(plans);
    expect(store.getState()).toMatchObject({ ended: 0, failed: 0, hold: null });
  });
});

describe("training by the queue", () => {
  it("takes one after the other, each by the settings of its planning, and names it after them", async () => {
    const app = await appWithQueue();
    await app.vary("training.learningRate", 0.1, 0.01, 0.001);
    expect(app.trained).toHaveLength(1);
    const { weightDecay } = app.stores.settings.getState().config.training;
    app.stores.settings.getState().set("training.learningRate", 0.5);
    app.stores.settings.getState().set("training.weightDecay", 0.3);
    app.commands.updateLiveSettings();
    await app.finish();
    await app.finish();
    await app.finish();
    expect(app.trained.map(({ training }) => training.learningRate)).toEqual([0.1, 0.01, 0.001]);
    expect(new Set(app.trained.map(({ training }) => training.weightDecay))).toEqual(new Set([weightDecay]));
    expect(app.shown()).toMatchObject({ planned: true, config: { training: { learningRate: 0.001 } } });
    expect(app.names().map((name) => name.split(" · ")[0])).toEqual(["rate 0.1", "rate 0.01", "rate 0.001"]);
    expect(new Set(app.names().map((name) => name.split(" · ")[1])).size).toBe(3);
    expect(app.state()).toMatchObject({ waiting: [], current: null, ended: 3, failed: 0 });
  });

  it("waits for what trains already", async () => {
    const app = await appWithQueue();
    await app.commands.train();
    await app.vary("training.learningRate", 0.1);
    expect(app.trained).toHaveLength(1);
    await app.finish();
    expect(app.trained).toHaveLength(2);
  });

  it("goes on after a run that failed, whether as it began or later", async () => {
    const app = await appWithQueue();
    await app.vary("training.learningRate", 1, 0.1, 0.01);
    app.tell(inState("failed", "diverged", { code: "diverged", step: 3, loss: 9, reason: "notFinite" } as never));
    await settled();
    expect(app.trained).toHaveLength(2);
    expect(app.state()).toMatchObject({ failed: 1, waiting: [{}] });
    await app.finish();
    await app.finish();
    expect(app.state()).toMatchObject({ ended: 3, failed: 1 });

    const refusing = await appWithQueue({ train: async () => failure({ code: "noData" }) });
    await refusing.vary("training.learningRate", 1, 0.1, 0.01);
    expect(refusing.state()).toMatchObject({ ended: 3, failed: 3, waiting: [] });
    const states = [...refusing.stores.runs.getState().runs.values()].map(({ state }) => state);
    expect(states).toEqual(["failed", "failed", "failed"]);
    expect(refusing.stores.notices.getState().error?.code).toBe("noData");
  });

  it("holds when the run is stopped, and goes on with the next one when asked", async () => {
    const app = await appWithQueue();
    await app.vary("training.learningRate", 0.1, 0.01);
    await app.commands.stop();
    app.tell(inState("stopped", "stoppedByUser"));
    await settled();
    expect(app.state().hold).toBe("stopped");
    expect(app.trained).toHaveLength(1);
    app.queue.goOn();
    await settled();
    expect(app.trained).toHaveLength(2);
  });

  it("holds while the run is paused, and goes on with it by its own settings", async () => {
    const app = await appWithQueue();
    await app.vary("training.learningRate", 0.1, 0.01);
    app.tell(inState("paused"));
    expect(app.state().hold).toBe("runPaused");
    app.stores.settings.getState().set("training.learningRate", 0.7);
    app.queue.goOn();
    await settled();
    expect(app.resumed.map(([, { learningRate }]) => learningRate)).toEqual([0.1]);
    expect(app.state().hold).toBeNull();
    app.tell(inState("paused"));
    await app.commands.resume();
    expect(app.resumed.at(-1)?.[1].learningRate).toBe(0.1);
    expect(app.state().hold).toBeNull();
    await app.finish();
    expect(app.trained).toHaveLength(2);
  });

  it("begins nothing while it is paused, and trains in the order that it was brought into", async () => {
    const app = await appWithQueue();
    await app.vary("training.learningRate", 0.1, 0.01, 0.001);
    app.queue.pause();
    app.state().move(app.state().waiting[1]?.id ?? "", -1);
    await app.finish();
    expect(app.trained).toHaveLength(1);
    app.queue.goOn();
    await settled();
    expect(app.trained.at(-1)?.training.learningRate).toBe(0.001);
  });

  it("holds where the page has other data than were planned with", async () => {
    let hash = "00";
    const app = await appWithQueue({ loadData: async () => success({ ...source, facts: { ...source.facts, hash } }) });
    await app.vary("training.learningRate", 0.1, 0.01);
    hash = "11";
    await app.commands.loadData(text);
    await app.finish();
    expect(app.state()).toMatchObject({ hold: "otherData", waiting: [{ data: { hash: "00" } }] });
    expect(app.trained).toHaveLength(1);
  });

  it("gives up the plan that waits for its data when Stop is pressed, and keeps it", async () => {
    let arrive: () => void = () => undefined;
    const app = await appWithQueue({
      prepareData: (seed) =>
        new Promise((resolve) => {
          const answer = () => resolve(failure({ code: "noData" }));
          if (seed === "other") arrive = answer;
          else resolve(success(runOf().data as never));
        }),
    });
    await app.vary("seed", "other", "third");
    expect(app.stores.runs.getState().isWaiting).toBe(true);
    await app.commands.stop();
    arrive();
    await settled();
    expect(app.state()).toMatchObject({ hold: "stopped", current: null });
    expect(app.state().waiting).toHaveLength(2);
  });

  it("prepares data for a trial that needs others, and leaves what the page says of its own", async () => {
    let told = (_: typeof report) => {};
    const app = await appWithQueue({
      prepareData: async () => {
        told({ ...report, characters: 1 });
        return success(prepared);
      },
    });
    told = app.stores.data.getState().setReport;
    told(report);
    app.calls.length = 0;
    await app.vary("tokens.contextLength", 4);
    expect(app.calls).toEqual(["prepareData", "train"]);
    expect(app.stores.data.getState().report).toBe(report);
    expect(app.trained[0]?.tokens.contextLength).toBe(4);
  });
});

describe("plans by settings that name a base", () => {
  const gone = { code: "baseGone", base: "machado" } as const;

  /** An app with such settings, whose base `hold` gives. */
  async function overBase(hold: Bases["hold"]) {
    const prepared: GivenTokens[] = [];
    const begun: unknown[] = [];
    const app = await appWithQueue(
      {
        prepareData: async (_seed, _corpus, _tokens, source) => {
          prepared.push(source);
          return success(runOf().data as never);
        },
        goOnWithData: async (run, source, config, weights) => {
          begun.push({ source, weights, seed: config.seed, rate: config.training.learningRate });
          app.stores.runs.getState().tell([{ type: "opened", run, facts }]);
          return success(null);
        },
      },
      { openBases: async () => ({ hold }) as unknown as Bases },
    );
    const known = runOf({ id: "known", name: "Machado", progress: { ...freshProgress, step: 12 } });
    app.stores.runs.getState().insert(known, 0);
    app.stores.settings.getState().set("base", "machado");
    const parents = () => [...app.stores.runs.getState().runs.values()].slice(1).map(({ parent }) => parent);
    const parent = { id: "known", name: "Machado", step: 12, dataset: known.data.name };
    return { ...app, prepared, begun, parents, parent };
  }
  const atHand = async () => success("known");

  it("begin each with the weights of the base, and know where these come from", async () => {
    const app = await overBase(atHand);
    await app.vary("training.learningRate", 0.1, 0.01);
    await app.finish();
    await app.finish();
    const common = { source: "known", weights: "last", seed: app.stores.settings.getState().config.seed };
    expect(app.begun).toEqual([
      { ...common, rate: 0.1 },
      { ...common, rate: 0.01 },
    ]);
    expect(app.parents()).toEqual([app.parent, app.parent]);
    expect(app.trained).toEqual([]);
    expect(app.state()).toMatchObject({ ended: 2, failed: 0 });
  });

  it("begin with them for each of several seeds, over data in the tokens of the base", async () => {
    const app = await overBase(atHand);
    app.prepared.length = 0;
    await app.vary("seed", "one", "two");
    await app.finish();
    await app.finish();
    expect(app.begun).toMatchObject([
      { source: "known", seed: "one" },
      { source: "known", seed: "two" },
    ]);
    expect(app.prepared).toEqual(["known", "known"]);
    expect(app.parents()).toEqual([app.parent, app.parent]);
  });

  it("fail where the base is gone, each by itself", async () => {
    let hold: Bases["hold"] = atHand;
    const app = await overBase((base) => hold(base));
    await app.commands.prepare();
    hold = async () => failure(gone);
    await app.vary("training.learningRate", 0.1, 0.01);
    expect(app.state()).toMatchObject({ ended: 2, failed: 2, waiting: [], hold: null });
    expect(app.stores.notices.getState().error).toEqual(gone);
    expect([app.begun, app.trained]).toEqual([[], []]);
  });

  it("wait where the base was stopped on its way", async () => {
    const name = { en: "Machado", "pt-BR": "Machado" };
    const app = await overBase(async () => failure({ code: "baseStopped", name }));
    await app.vary("training.learningRate", 0.1, 0.01);
    expect(app.state()).toMatchObject({ hold: "stopped", current: null, waiting: [{}, {}] });
    expect([app.begun, app.trained]).toEqual([[], []]);
  });
});

describe("the queue after the death of the worker", () => {
  const copy = (run: RunId) => ({ run, kind: "last", bytes: new Uint8Array(4), step: 30, seconds: 7 }) as const;
  const importFile = async (id: RunId) =>
    success({ run: runOf({ id, progress: { ...freshProgress, step: 30 } }), sameData: true, bare: false });

  it("goes on with the run that trained, and then with the others", async () => {
    const app = await appWithQueue({ importFile });
    await app.vary("training.learningRate", 0.1, 0.01);
    app.tell(stepped(42));
    app.commands.keepSoundState(copy(app.shown().id));
    await app.commands.workerDied(died);
    await settled();
    expect(app.resumed).toMatchObject([[app.shown().id, { learningRate: 0.1 }]]);
    expect(app.state().hold).toBeNull();
    await app.finish();
    expect(app.trained).toHaveLength(2);
  });

  it("begins a run anew that had not taken a step", async () => {
    const app = await appWithQueue({ importFile });
    await app.vary("training.learningRate", 0.1, 0.01);
    await app.commands.workerDied(died);
    await settled();
    expect(app.trained.map(({ training }) => training.learningRate)).toEqual([0.1, 0.1]);
    expect(app.names()).toHaveLength(1);
    expect(app.state().waiting).toHaveLength(1);
  });
});

describe("growing a run by the queue", () => {
  /** A finished run with best weights in the worker. */
  async function withFinished(answers: Parameters<typeof createFakeApp>[0] = {}) {
    const app = await appWithQueue(answers);
    await app.commands.train();
    app.tell({ type: "held", checkpoints: [{ step: 40, kind: "best", where: "memory", seconds: 1 }], hasData: true });
    await app.finish();
    app.calls.length = 0;
    return app;
  }

  it("lets it last longer, and notes that", async () => {
    const app = await withFinished();
    const { id, config } = app.shown();
    const training = { ...config.training, runLength: "steps", steps: 80 } as const;
    app.queue.plan([{ label: "", work: { kind: "goOn", run: id, training } }]);
    await settled();
    expect(app.resumed).toEqual([[id, training]]);
    expect(app.shown().changes.map(({ path }) => path)).toContain("training.steps");
  });

  it("begins a child with the best weights and other settings, which knows its parent", async () => {
    const asked: unknown[] = [];
    const app = await withFinished({
      goOnWithData: async (_run, parent, config, weights) => {
        asked.push(parent, config.training.learningRate, weights);
        return success(null);
      },
    });
    const { id, name, config, data } = app.shown();
    const parent = { id, name, step: 40, dataset: data.name };
    const child = { ...config, training: { ...config.training, learningRate: 0.25 } };
    const from = { kind: "parent", parent, weights: "best" } as const;
    app.queue.plan([{ label: "", work: { kind: "begin", config: child, from } }]);
    await settled();
    expect(app.calls).toEqual(["holdsRun", "measureFit", "goOnWithData"]);
    expect(asked).toEqual([id, 0.25, "best"]);
    expect(app.shown()).toMatchObject({ parent, planned: true });
  });
});
