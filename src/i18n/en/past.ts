// English words of what the run on screen came from.

export const enPast = {
  otherDataRunning: "{run} learns from {data}, not from {other}.",
  otherData: "{run} learned from {data}, and going on stays with it. It can also go on with {other} as a new run.",
  otherDataAbsent: "{run} learned from {data}, which is not loaded. It can go on with {other} as a new run.",
  goOnWith: "Go on with {other}",
  unknownLeftOut: {
    one: "{count} of {characters} characters of {other} has no token in this model and is left out: {missing}",
    other: "{count} of {characters} characters of {other} have no token in this model and are left out: {missing}",
  },
  unknownAsPadding: {
    one: "{count} of {characters} characters of {other} has no token in this model and is read as padding: {missing}",
    other:
      "{count} of {characters} characters of {other} have no token in this model and are read as padding: {missing}",
  },
  goOnAnyway: "Go on all the same",
  parent:
    "Began with the weights of {name} at step {step}, which learned from {data}. Steps and optimizer started afresh.",
  parentUntrained: "Began with the weights of {name}. Steps and optimizer started afresh.",
  ofModel: "Began with the weights of {name}, read from its files.",
} as const;
