// Runs over a model from elsewhere on their way home after a reload, when the worker holds neither.
import { expect, it } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { defaultConfig } from "@/domain/config/defaults";
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import type { Bases } from "@/state/bases/bases";
import type { Keeping } from "@/state/keeping/keeping";
import type { KeptWeights } from "@/worker/protocol";
import { createFakeApp, runOf } from "./fake-client";

const origin = { listed: null, name: "GPT-2", licence: null, dtype: "F16", bytes: 3 } as const;

/** A page with a model and a run over it, of which the browser keeps what is not frozen; `files` are those of models. */
async function returned() {
  const files = new Set<RunId>(["base"]);
  const held = new Set<RunId>();
  const given: (KeptWeights["base"] | "held")[] = [];
  const take = <T>(id: RunId, kept: KeptWeights | null, value: T): Result<T> => {
    if (kept === null && !held.has(id)) return failure({ code: "noModel" });
    given.push(kept === null ? "held" : kept.base);
    return kept?.base === null ? failure({ code: "baseGone", base: "" }) : success(value);
  };
  const hold = async (base: RunId) => {
    if (!files.has(base)) return failure({ code: "baseGone", base: "GPT-2" } as const);
    held.add(base);
    return success(base);
  };
  const keeping = {
    fetch: async () => true,
    fileOf: async (id: RunId) => (id === "run" ? new File(["x"], "run.safetensors") : null),
    follow: () => {},
  };
  const app = createFakeApp(
    {
      freezeRun: async (id, kept) => take(id, kept, 0),
      exportModel: async ({ id }, _wanted, kept) =>
        take(id, kept, { name: `${id}.model`, mime: "", bytes: new Blob(["x"]) }),
    },
    {
      openKeeping: async () => keeping as unknown as Keeping,
      openBases: async () => ({ hold, holdGone: async () => hold("base") }) as unknown as Bases,
    },
  );
  await app.commands.followKept(false);
  const { insert } = app.stores.runs.getState();
  insert(runOf({ id: "base", name: "GPT-2", origin }), 0);
  const config = setByPath(defaultConfig, "tuning.trains", "lora");
  insert(
    runOf({ id: "run", name: "calm-heron-1", config, parent: { id: "base", name: "GPT-2", step: 0, dataset: "" } }),
    1,
  );
  const notebook = await app.commands.openNotebook();
  return { ...app, notebook, given, forget: () => files.clear(), error: () => app.stores.notices.getState().error };
}

it("a bundle, a model for others and all runs hold what the model has of them, and the model itself", async () => {
  const { commands, notebook, given, saved, error } = await returned();
  await commands.exportFile("bundle", "run");
  await notebook.saveModel("run", { form: "F16", card: "" });
  expect([given, saved, error()]).toEqual([["base", "base"], ["run.bundle", "run.model"], null]);
  given.length = 0;
  expect(await notebook.saveRuns(() => {})).toMatchObject({ count: 2, withoutWeights: 0 });
  expect(given).toEqual(["held", "base"]);
});

it("a run leaves with the files of a model whose record is gone, as long as they are kept", async () => {
  const { commands, stores, given, saved, error } = await returned();
  stores.runs.getState().remove("base");
  await commands.exportFile("bundle", "run");
  expect([given, saved, error()]).toEqual([["base"], ["run.bundle"], null]);
});

it("a model that nobody holds yet is fetched for its own file", async () => {
  const { commands, given, saved } = await returned();
  await commands.exportFile("bundle", "base");
  expect([given, saved]).toEqual([["held"], ["run.bundle"]]);
});

it("the model is named where it is gone, as its files or with its record, and all runs leave as far as they can", async () => {
  const { commands, stores, notebook, saved, forget, error } = await returned();
  forget();
  const gone = { code: "baseGone", base: "GPT-2" };
  for (const form of ["bundle", "model", "all"]) {
    if (form === "bundle") await commands.exportFile("bundle", "run");
    else if (form === "model") await notebook.saveModel("run", { form: "F16", card: "" });
    else expect(await notebook.saveRuns(() => {})).toMatchObject({ count: 2, withoutWeights: 2 });
    expect(error(), form).toEqual(gone);
    stores.notices.getState().dismissError();
  }
  stores.runs.getState().remove("base");
  await commands.exportFile("bundle", "run");
  expect(error()).toEqual(gone);
  expect(saved).toHaveLength(1);
});
