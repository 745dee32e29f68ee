// English words of the card that measures the open model.

export const enEvaluation = {
  title: "Measure this model",
  about: "Loss and accuracy of the open model on whole data, with nothing left out and dropout off.",
  part: "Data to measure on",
  "part.validation": "Validation",
  "part.all": "All data",
  start: "Measure",
  stop: "Stop",
  progress: "Progress of measuring",
  noModel: "Train or open a model first",
  running: "Pause the run first",
  loss: "Loss",
  accuracy: "Accuracy",
  onValidation: {
    one: "On the one validation window of {name}, weights of step {step}.",
    other: "On all {count} validation windows of {name}, weights of step {step}.",
  },
  onAll: {
    one: "On the one window of {name}, weights of step {step}.",
    other: "On all {count} windows of {name}, most of which it may have learned from, weights of step {step}.",
  },
  unknown: {
    one: "One character of this data has no token in the model and was not measured as itself.",
    other: "{count} characters of this data have no token in the model and were not measured as themselves.",
  },
} as const;
