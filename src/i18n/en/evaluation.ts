// English words of the card that measures the open model.

export const enEvaluation = {
  "evaluation.title": "Measure this model",
  "evaluation.about": "Loss and accuracy of the open model on whole data, with nothing left out and dropout off.",
  "evaluation.part": "Data to measure on",
  "evaluation.part.validation": "Validation",
  "evaluation.part.all": "All data",
  "evaluation.start": "Measure",
  "evaluation.stop": "Stop",
  "evaluation.progress": "Progress of measuring",
  "evaluation.noModel": "Train or open a model first",
  "evaluation.running": "Pause the run first",
  "evaluation.loss": "Loss",
  "evaluation.accuracy": "Accuracy",
  "evaluation.onValidation": {
    one: "On the one validation window of {name}, weights of step {step}.",
    other: "On all {count} validation windows of {name}, weights of step {step}.",
  },
  "evaluation.onAll": {
    one: "On the one window of {name}, weights of step {step}.",
    other: "On all {count} windows of {name}, most of which it may have learned from, weights of step {step}.",
  },
  "evaluation.unknown": {
    one: "One character of this data has no token in the model and was not measured as itself.",
    other: "{count} characters of this data have no token in the model and were not measured as themselves.",
  },
} as const;
