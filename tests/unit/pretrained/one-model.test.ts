// Folders as Hugging Face's repositories and training programs leave them.
import { describe, expect, it } from "vitest";
import { filesOfOne, folderOfWeights } from "@/domain/pretrained/one-model";

const listed = (...paths: readonly string[]) => paths.map((path) => ({ path }));

function chosenOf(files: readonly { readonly path: string }[], part: "model" | "adapter" = "model") {
  const chosen = filesOfOne(files, part);
  if (!chosen.ok) throw new Error(JSON.stringify(chosen.error));
  return [...chosen.value.values()].map(({ path }) => path).toSorted();
}

/** As distilgpt2's repository is, which has the model for other programs too. */
const repository = listed(
  "distilgpt2/.gitattributes",
  "distilgpt2/README.md",
  "distilgpt2/config.json",
  "distilgpt2/coreml/text-generation/float32_model.mlpackage/Data/com.apple.CoreML/model.mlmodel",
  "distilgpt2/coreml/text-generation/float32_model.mlpackage/Data/com.apple.CoreML/weights/weight.bin",
  "distilgpt2/coreml/text-generation/float32_model.mlpackage/Manifest.json",
  "distilgpt2/flax_model.msgpack",
  "distilgpt2/generation_config.json",
  "distilgpt2/generation_config_for_text_generation.json",
  "distilgpt2/merges.txt",
  "distilgpt2/model.safetensors",
  "distilgpt2/onnx/config.json",
  "distilgpt2/onnx/decoder_model.onnx",
  "distilgpt2/onnx/generation_config.json",
  "distilgpt2/onnx/merges.txt",
  "distilgpt2/onnx/special_tokens_map.json",
  "distilgpt2/onnx/tokenizer.json",
  "distilgpt2/onnx/tokenizer_config.json",
  "distilgpt2/onnx/vocab.json",
  "distilgpt2/pytorch_model.bin",
  "distilgpt2/rust_model.ot",
  "distilgpt2/tf_model.h5",
  "distilgpt2/tokenizer.json",
  "distilgpt2/tokenizer_config.json",
  "distilgpt2/vocab.json",
);
const own = ["README.md", "config.json", "generation_config.json", "merges.txt", "model.safetensors", "tokenizer.json"];

describe("files that came together", () => {
  it.each([
    { of: "a repository", files: repository, folder: "distilgpt2/" },
    { of: "one read in another order", files: repository.toReversed(), folder: "distilgpt2/" },
    {
      of: "what lies in one",
      files: repository.map(({ path }) => ({ path: path.replace("distilgpt2/", "") })),
      folder: "",
    },
  ])("of $of are those beside its weights, whatever the folders in it hold", ({ files, folder }) => {
    expect(chosenOf(files)).toEqual(
      [...own, "tokenizer_config.json", "vocab.json"]
        .map((name) => folder + name)
        .concat(`${folder}onnx/special_tokens_map.json`)
        .toSorted(),
    );
  });

  it("are taken from another folder where their own has none of the name, from the nearest first", () => {
    const files = listed("a/weights/model.safetensors", "a/config.json", "a/onnx/config.json", "a/onnx/tokenizer.json");
    expect(chosenOf(files)).toEqual(["a/config.json", "a/onnx/tokenizer.json", "a/weights/model.safetensors"]);
  });

  it("have the tokens of two files beside the weights before those of one that is farther", () => {
    const files = listed(
      "a/config.json",
      "a/model.safetensors",
      "a/merges.txt",
      "a/vocab.json",
      "a/onnx/tokenizer.json",
    );
    expect(chosenOf(files)).not.toContain("a/onnx/tokenizer.json");
    expect(chosenOf(files.filter(({ path }) => path !== "a/vocab.json"))).toContain("a/onnx/tokenizer.json");
  });

  it("are mended by one that is dropped by itself", () => {
    expect(chosenOf([...repository, ...listed("config.json")])).toContain("config.json");
    expect(chosenOf([...listed("config.json"), ...repository])).toContain("distilgpt2/config.json");
  });

  it("are the last that was trained, not a step on the way to it", () => {
    const steps = listed("run/checkpoint-500/config.json", "run/checkpoint-500/model.safetensors");
    const last = listed("run/config.json", "run/model.safetensors");
    expect(chosenOf([...last, ...steps])).toEqual(["run/config.json", "run/model.safetensors"]);
    const adapters = [...last, ...steps].map(({ path }) => ({
      path: path.replace("config", "adapter_config").replace("model.", "adapter_model."),
    }));
    expect(chosenOf(adapters, "adapter")).toEqual(["run/adapter_config.json", "run/adapter_model.safetensors"]);
    expect(chosenOf([...adapters, ...last])).toEqual(["run/config.json", "run/model.safetensors"]);
  });

  it("are refused where each of several folders holds a whole model", () => {
    const several = listed(
      "a/one/config.json",
      "a/one/model.safetensors",
      "a/two/config.json",
      "a/two/model.safetensors",
    );
    expect(filesOfOne(several, "model")).toEqual({
      ok: false,
      error: { code: "severalModels", folders: ["a/one", "a/two"] },
    });
    expect(folderOfWeights(several, "model")).toBe("");
    expect(folderOfWeights(repository, "model")).toBe("distilgpt2");
  });

  it("keep a pickle only where there are no other weights, so that it is named", () => {
    expect(chosenOf(repository.filter(({ path }) => !path.endsWith("model.safetensors")))).toContain(
      "distilgpt2/pytorch_model.bin",
    );
  });
});
