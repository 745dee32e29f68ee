// English words of the help.

export const enHelp = {
  keys: "Keys",
  space: "train, pause, resume",
  step: "train on one batch",
  generate: "write a sample",
  steps: "open a step of the set-up",
  undo: "undo, redo a change of a setting",
  note: "Keys rest while you type.",
  title: "About Curió",
  text: "Choose data under Set up, press Train, watch the loss fall, and read what the model writes under Sample. Curió is a Brazilian songbird that learns its song by imitation.",
} as const;
