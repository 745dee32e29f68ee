// Portuguese words of the export card.

export const ptBrExport = {
  "export.title": "Leve com você",
  "export.weights": "Pesos",
  "export.weightsNote": ".safetensors, {size}",
  "export.weightsPlain": ".safetensors",
  "export.bundle": "Pacote do modelo",
  "export.bundleNote": ".zip, abre no Curió",
  "export.metrics": "Métricas",
  "export.metricsNote": ".csv",
  "export.import": "Abrir um modelo salvo",
  "export.importNote": ".safetensors, .zip",
  "export.noRun": "Treine antes: ainda não há o que salvar",
} as const;
