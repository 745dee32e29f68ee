// Questions and answers about football, as the tutorial of the fifth seed has them: prompt, space, answer. The loss is on
// the answers alone, where the tutorial's was mostly padding.
import { preset } from "../preset";
import { machadoModel, pairTokens, pairTraining } from "./machado";

/** The shipped model learns to answer; each pair is a window. */
export const qaFootball = preset("football-qa", {
  base: "machado",
  corpus: { prompt: "{question}", response: "{answer}", pairSeparator: " ", trim: true },
  tokens: { ...pairTokens, validationShare: 0.15 },
  model: machadoModel,
  training: pairTraining,
});
