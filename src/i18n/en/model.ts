// English words of the model panel.

export const enModel = {
  "model.reads.mlp": "Reads {context} tokens at once, guesses the next one.",
  "model.reads.gru": "Reads one token at a time and carries a memory along.",
  "model.reads.attention": "For each guess, looks back at up to {context} tokens and decides which ones matter.",
  "model.reads.gpt2": "Attention as in GPT-2: looks back at up to {context} tokens and guesses at every position.",
  "model.picture": "The model from left to right: {stages}",
  "model.stage.vectors": "tokens",
  "model.stage.joined": "joined",
  "model.stage.hidden": "hidden",
  "model.stage.memory": "memory kept",
  "model.stage.attention": "looking back",
  "model.stage.scores": "scores",
  "model.heads": { one: "{count} head", other: "{count} heads" },
  "model.parameters": { one: "parameter", other: "parameters" },
  "model.trained": "{trained} trained, {frozen} frozen",
  "model.wideAdapters":
    "The adapters hold {adapters} numbers, the matrices beside them {matrices}: a rank this large saves nothing.",
  "model.memory": "{weights} of weights, about {total} while training",
  "model.memoryTooMuch": "More than the {limit} that this device has",
  "model.memoryUsed": "this run uses {used}",
  "model.work": "{flops} a step",
  "model.workName": "Work of a step",
  "model.workHelp":
    "Sums and products of one training step, forward and backward. A MFLOP is a million of them, a GFLOP a thousand million.",
  "model.waitingForData": "Add data to count the parameters.",
  "model.more": "More: form, loss, starting values",
  "model.summary": "{architecture} · {parameters} parameters",
} as const;
