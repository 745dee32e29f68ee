// English words of base models: what the next run begins with.

export const enBases = {
  select: "Starts from",
  selectHelp:
    "Fresh weights know nothing. A base can already write; the run goes on from its weights and takes over its shape and tokens.",
  fresh: "Fresh weights",
  gone: "A model that is no longer here",
  goneHint: "For a new run choose another base or fresh weights, or drop the same files again.",
  goneWithTokens:
    "Data are read by its tokens, which the runs that began with it still have. For a new run choose another base or fresh weights, or drop the same files again.",
  listed: "{name} ({size})",
  ofModel: "{name} (opened from files)",
  ofRun: { one: "{name}, {count} step", other: "{name}, {count} steps" },
  about: "{about} {licence}.",
  facts: "{name}: {size} of weights as {dtype}, read from the files when they are needed.",
  licence: "Licence: {licence}.",
  arriving: "{done} of {total}",
  arrivingName: "Model on its way",
  checking: "Looking through the files…",
  cancel: "Stop",
  openAgain: "Open again",
  open: "Open a model from files",
  openHelp:
    "GPT-2 and models of its family, as Hugging Face lays them out: config.json, model.safetensors and tokenizer.json (or vocab.json with merges.txt). Files, a folder or a zip, in any order.",
  chooseFiles: "Choose files",
  chooseFolder: "Choose a folder",
  files: "Files of the model",
  here: "here",
  missing: "missing",
  forget: "Forget these files",
  elsewhere: "Where the originals are",
  elsewhereHelp:
    "These links lead out of this page. Download the files there, then drop them here; the page itself fetches nothing from elsewhere.",
  link: "{name}, {size}, {licence}",
} as const;
