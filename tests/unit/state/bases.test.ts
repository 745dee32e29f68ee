// Base models over a worker that answers at once: what is brought for a run that stands on another.
import { describe, expect, it, vi } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { failure, type Result, success } from "@/domain/result";
import { originOf } from "@/domain/run/ancestry";
import { type Bases, createBases } from "@/state/bases/bases";
import { createFakeApp, runOf } from "./fake-client";

const list = {
  models: [
    {
      id: "machado",
      folder: "machado",
      name: { en: "Machado", "pt-BR": "Machado" },
      about: { en: "", "pt-BR": "" },
      licence: "CC0-1.0",
      bytes: 3,
      files: ["model.safetensors"],
    },
  ],
  elsewhere: [],
};

/** Stands for what the worker tells of weights. */
const contentOf = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path).join();

/** A page with a listed model and a run that stands on it, of neither of which the worker has weights. */
function pageAfterReturn() {
  const opened: string[] = [];
  const held = new Set<string>();
  const app = createFakeApp({
    holdsRun: async (id) => success(held.has(id)),
    importModel: async (known, files, _config, { listed, name, licence }) => {
      const id = known ?? contentOf(files);
      opened.push(id);
      held.add(id);
      const origin = { listed, name, licence, dtype: "F16", bytes: 3 } as const;
      return success({ run: runOf({ id, name, origin }), files });
    },
  });
  const given: string[] = [];
  const haveWeights = async (id: string): Promise<Result<null>> => {
    given.push(id);
    // As keeping does: a run is read over the model that it came from.
    const run = app.stores.runs.getState().runs.get(id);
    if (run?.parent == null) return success(null);
    const held = await bases.hold(run.parent.id);
    return held.ok ? success(null) : held;
  };
  const tools = {
    readList: async () => list,
    fetchFile: async (_folder: string, name: string) => new File(["abc"], name),
  };
  const bases: Bases = createBases(app.context, { haveWeights, noteCopy: () => {} }, tools);
  /** Forgets what the worker holds. */
  const loseWorker = () => held.clear();
  return { ...app, bases, opened, given, loseWorker };
}

const named = (...names: readonly string[]) => names.map((path) => ({ path, file: new File(["{}"], path) }));

describe("files of a model", () => {
  function pageWaiting() {
    const asked: (readonly string[])[] = [];
    const app = createFakeApp({
      importModel: async (_id, files) => {
        asked.push(files.map(({ path }) => path));
        const folders = ["a", "b"].filter((folder) => files.some(({ path }) => path === `${folder}/model.safetensors`));
        if (folders.length > 1) return failure({ code: "severalModels", folders });
        return failure({ code: "modelFilesMissing", names: ["model.safetensors"] });
      },
    });
    const tools = { readList: async () => list, fetchFile: async () => new File([], "") };
    const kept = { haveWeights: async () => success(null), noteCopy: () => {} };
    const bases = createBases(app.context, kept, tools);
    const notices = () => app.stores.notices.getState().notices.map(({ kind, values }) => ({ kind, values }));
    return { ...app, bases, asked, notices };
  }

  it("that no model waits for are left aside by name where they come alone, and join the others else", async () => {
    const { bases, asked, notices } = pageWaiting();
    await bases.addFiles(named("generation_config.json", "added_tokens.json"));
    expect(asked).toEqual([]);
    expect(bases.store.getState()).toMatchObject({ files: [], missing: [] });
    const names = "generation_config.json, added_tokens.json";
    expect(notices()).toEqual([{ kind: "filesLeftAside", values: { names } }]);
    await bases.addFiles(named("config.json"));
    await bases.addFiles(named("generation_config.json"));
    expect(asked.at(-1)).toEqual(["config.json", "generation_config.json"]);
    expect(bases.store.getState()).toMatchObject({
      files: ["config.json", "generation_config.json"],
      missing: ["model.safetensors"],
    });
  });

  it("of which there are several are not waited with: no further file tells which is wanted", async () => {
    const { bases, asked, stores } = pageWaiting();
    await bases.addFiles(named("a/model.safetensors"));
    await bases.addFiles(named("b/model.safetensors"));
    expect(asked.at(-1)).toEqual(["a/model.safetensors", "b/model.safetensors"]);
    expect(stores.notices.getState().error?.code).toBe("severalModels");
    expect(bases.store.getState()).toMatchObject({ files: [], missing: [] });
    await bases.addFiles(named("b/config.json"));
    expect(asked.at(-1)).toEqual(["b/config.json"]);
  });

  it("are named after the folder of its weights, whatever other folders came along", async () => {
    const { bases, stores } = pageAfterReturn();
    await bases.addFiles(named("tiny/config.json", "tiny/model.safetensors", "tiny/onnx/config.json"));
    expect([...stores.runs.getState().runs.values()].map(({ name }) => name)).toEqual(["tiny"]);
  });
});

describe("a model that runs stand on", () => {
  const tiny = named("tiny/config.json", "tiny/model.safetensors");

  /** A page with a model and a run over it. */
  async function pageWithRun() {
    const page = pageAfterReturn();
    await page.bases.addFiles(tiny);
    const { runs } = page.stores;
    const id = runs.getState().open ?? "";
    const config = { ...setByPath(defaultConfig, "tuning.trains", "lora"), base: id };
    const parent = { id, name: "tiny", step: 0, dataset: "tiny" };
    runs.getState().insert(runOf({ id: "adapter", config, parent }), 1);
    const held = () => [...runs.getState().runs.keys()];
    return { ...page, id, held };
  }

  it("is the same when its files are dropped again, while it is here and when its record is gone", async () => {
    const { bases, stores, id, held } = await pageWithRun();
    await bases.addFiles(tiny);
    expect(held()).toEqual([id, "adapter"]);
    stores.runs.getState().remove(id);
    await bases.addFiles(named("other/config.json", "other/model.safetensors"));
    expect(originOf(stores.runs.getState().runs, "adapter")).toBeNull();
    await bases.addFiles(tiny);
    expect(originOf(stores.runs.getState().runs, "adapter")?.id).toBe(id);
  });

  it("is brought without a record while its files are here, and named where they are not", async () => {
    const { bases, stores, opened, id, held, loseWorker } = await pageWithRun();
    stores.runs.getState().remove(id);
    loseWorker();
    expect(await bases.holdGone({ id, name: "tiny" })).toEqual(success(id));
    expect(await bases.holdGone({ id, name: "tiny" })).toEqual(success(id));
    expect([opened, held()]).toEqual([[id, id], ["adapter"]]);
    expect(await bases.holdGone({ id: "else", name: "GPT-2" })).toEqual(failure({ code: "baseGone", base: "GPT-2" }));
  });
});

describe("a base", () => {
  it("that stands on a model from elsewhere is brought with it", async () => {
    const { bases, stores, opened, given, loseWorker } = pageAfterReturn();
    const machado = await bases.hold("machado");
    if (!machado.ok) throw new Error("expected the model of the list");
    const parent = { id: machado.value, name: "Machado", step: 0, dataset: "" };
    stores.runs.getState().insert(runOf({ id: "adapter", parent }), 1);
    loseWorker();
    expect(await bases.hold("adapter")).toEqual(success("adapter"));
    expect(given).toEqual(["adapter"]);
    expect(opened).toEqual([machado.value, machado.value]);
  });

  it("that several ask for is brought once", async () => {
    const { bases, opened, loseWorker } = pageAfterReturn();
    await Promise.all([bases.hold("machado"), bases.hold("machado")]);
    expect(opened).toHaveLength(1);
    loseWorker();
    await Promise.all([bases.hold("machado"), bases.hold(opened[0])]);
    expect(opened).toHaveLength(2);
  });

  it("that is stopped on its way is said to be so, is no failure to tell of, and comes when it is asked for again", async () => {
    let isSlow = true;
    const app = createFakeApp(
      {
        importModel: async (known, files, _config, { listed, name, licence }) => {
          const id = known ?? contentOf(files);
          const origin = { listed, name, licence, dtype: "F16", bytes: 3 } as const;
          return success({ run: runOf({ id, name, origin }), files });
        },
      },
      { openBases: async () => bases },
    );
    const fetchFile = (_folder: string, name: string, _onBytes: (bytes: number) => void, signal: AbortSignal) =>
      new Promise<File>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        if (!isSlow) resolve(new File(["abc"], name));
      });
    const kept = { haveWeights: async () => success(null), noteCopy: () => {} };
    const bases: Bases = createBases(app.context, kept, { readList: async () => list, fetchFile });
    const { settings, data, notices } = app.stores;
    settings.getState().set("base", "machado");
    const loaded = app.commands.loadText("abc", "a.txt");
    await vi.waitFor(() => expect(bases.store.getState().work).not.toBeNull());
    bases.cancel();
    expect(await loaded).toBe(false);
    const stopped = { code: "baseStopped", name: list.models[0]?.name };
    expect(data.getState().error).toEqual(stopped);
    expect(notices.getState().error).toBeNull();
    isSlow = false;
    expect(await app.commands.prepare()).toBe(true);
    expect(data.getState()).toMatchObject({ error: null, prepared: {} });
  });
});
