// English words of the export card.

export const enExport = {
  "export.title": "Take it home",
  "export.weights": "Weights",
  "export.weightsNote": ".safetensors, {size}",
  "export.weightsPlain": ".safetensors",
  "export.bundle": "Model bundle",
  "export.bundleNote": ".zip, opens in Curió",
  "export.metrics": "Metrics",
  "export.metricsNote": ".csv",
  "export.import": "Open a saved model",
  "export.importNote": ".safetensors, .zip",
  "export.noRun": "Train first: there is nothing to save yet",
} as const;
