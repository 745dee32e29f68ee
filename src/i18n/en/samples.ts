// English words of the sample panel.

export const enSamples = {
  "samples.prompt": "Prompt",
  "samples.promptPlaceholder": "Start the text here",
  "samples.generate": "Generate",
  "samples.stop": "Stop generating",
  "samples.nothingRunning": "Nothing is being written",
  "samples.temperature": "Temperature",
  "samples.temperatureHelp":
    "How much chance may choose: 0 always takes the likeliest token, 1 follows the model's own odds, 2 is wild.",
  "samples.greedy": "0 greedy",
  "samples.wild": "2 wild",
  "samples.more": "More: top-k, top-p, where to stop",
  "samples.topK": "Top-k",
  "samples.topKHelp": "Choose among the k most likely tokens only",
  "samples.topP": "Top-p",
  "samples.topPHelp": "Choose among the fewest tokens that together reach this probability",
  "samples.repetitionPenalty": "Repetition penalty",
  "samples.repetitionPenaltyHelp":
    "Makes tokens of the prompt and of the text so far less likely: positive logits are divided by this number, others multiplied. 1.1 to 1.3 suits tokens that are pieces of words; letters must be repeated.",
  "samples.answers": "Answers",
  "samples.answersHelp":
    "How many texts to write after the prompt, which is read once for all. At temperature 0 all would be the same, so one is written.",
  "samples.stopAtEnd": "Stop at the end token",
  "samples.stopAtEndHelp":
    "Writing ends with the token that ends records in the data, or texts of the model that it began with.",
  "samples.length": "Length",
  "samples.lengthHelp": "Most tokens to write",
  "samples.stopToken": "Stop at",
  "samples.stopTokenHelp": "Writing ends when the text ends with this; empty for never",
  "samples.seed": "Seed",
  "samples.seedHelp":
    "Each text is drawn by a new seed, shown here. One that you type, or keep by the lock, writes the same text again",
  "samples.seedPlaceholder": "new each time",
  "samples.keepSeed": "Keep this seed",
  "samples.window": "Looking back in long texts",
  "samples.windowHelp":
    "Exact reads the whole window anew for each token, as the model was trained. Fast goes on behind what it has read, and each time the window is full it lets the oldest quarter go",
  "samples.window.auto": "automatic",
  "samples.window.exact": "exact",
  "samples.window.fast": "fast",
  "samples.form.exact": "Read exactly: each token looks back at the last {context}.",
  "samples.form.fast":
    "Read fast: each token looks back at {fewest} to {context}; each time the window is full, its oldest quarter is let go.",
  "samples.unread": {
    one: "{count} token at the start of the prompt was too far back for the model and was not read.",
    other: "{count} tokens at the start of the prompt were too far back for the model and were not read.",
  },
  "samples.attempts": "Attempts to write a valid record",
  "samples.attemptsHelp":
    "A text that does not read as a record of your data is written anew, at most so often. 0 shows every text as it comes.",
  "samples.attemptsOff": "plain text",
  "samples.off": "off",
  "samples.noModel": "Train first: there is no model to write with yet.",
  "samples.preparing": "The model is being built.",
  "samples.untrained": "Nothing to read yet. Train for a few seconds, then press Generate.",
  "samples.ready": "Press Generate to read what the model writes now.",
  "samples.output": "Generated text",
  "samples.finished": {
    one: "Finished: {count} token.",
    other: "Finished: {count} tokens, {speed} characters a second.",
  },
  "samples.stopped": { one: "Stopped after {count} token.", other: "Stopped after {count} tokens." },
  "samples.discarded": {
    one: "Failed attempts before it: {count} token.",
    other: "Failed attempts before it: {count} tokens.",
  },
  "samples.madeAt": "Written by {run} at step {step}.",
  "samples.movedOn": "The model now stands at step {step}.",
  "samples.otherRun": "That model is no longer the one on the page.",
  "samples.unknown": {
    one: "{count} character of the prompt is not in this vocabulary. The model has never seen it.",
    other: "{count} characters of the prompt are not in this vocabulary. The model has never seen them.",
  },
  "samples.unknownCharacter": "“{character}” is not in this vocabulary. The model has never seen it.",
  "samples.record": "Record",
  "samples.missing": "missing",
  "samples.noneValid": {
    one: "The attempt was no valid record.",
    other: "None of {count} attempts was a valid record.",
  },
  "samples.validLabel": "valid {share}",
  "samples.validOf": { one: "of {count} attempt at step {step}", other: "of {count} attempts at step {step}" },
  "samples.imagePrompt": "Image prompt",
  "samples.imagePromptSentence":
    "Generate a HotWheels styled miniature car called {name} from {year}, packaged, from the {series} series, {color} color, centered on a white background, whole case in frame.",
  "samples.copy": "Copy",
  "samples.copied": "Copied",
} as const;
